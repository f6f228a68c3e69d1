"""Failed sign-ins, kept in the database so that every web process and every restart sees the same count."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignInTrouble(models.Model):
    """Failures for one name from unknown devices, or from one known device of it.

    `key` is a keyed hash: the table tells nobody which names were tried. `first_at` opens the
    15 minutes in which failures are counted; until `locked_until` nothing is accepted.
    """

    key = models.CharField(max_length=64, unique=True, editable=False)
    failures = models.PositiveSmallIntegerField(default=0)
    first_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("登录失败")
        verbose_name_plural = _("登录失败")
        indexes = [models.Index(fields=["first_at"], name="sign_in_trouble_age")]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.failures}"
