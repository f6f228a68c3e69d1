"""The change history: append-only, sealed in a hash chain (trust.md, rule 3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, User
from organizations.roles import Power
from organizations.scoping import ScopedQuerySet


class ChangeQuerySet(ScopedQuerySet["Change"]):
    see = Power.READ_HISTORY


class Change(models.Model):
    """One line: who, when, what, old → new, and why. `digest` seals the line and the one before it."""

    sequence = models.PositiveBigIntegerField(unique=True, editable=False)
    at = models.DateTimeField(_("时间"))
    actor = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("何人"))
    path = models.CharField(_("途径"), max_length=12)
    action = models.CharField(_("动作"), max_length=24)
    subject = models.CharField(_("对象"), max_length=60)
    key = models.CharField(_("编号"), max_length=255, blank=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("机构")
    )
    changes = models.JSONField(_("变更"), default=dict)
    reason = models.TextField(_("理由"), blank=True)
    previous = models.CharField(max_length=64, editable=False)
    digest = models.CharField(max_length=64, editable=False, unique=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("变更记录")
        verbose_name_plural = _("变更记录")
        ordering = ["-sequence"]
        indexes = [models.Index(fields=["subject", "key"], name="change_subject_key")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.subject}"
