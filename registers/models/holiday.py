"""Statutory holidays and make-up working days; weekends are not listed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Holiday(models.Model):
    """A day off, or (`works`) a Saturday or Sunday on which offices work. A year without a row is unknown."""

    day = models.DateField(_("日期"), unique=True)
    name = models.CharField(_("名称"), max_length=20)
    works = models.BooleanField(_("上班"), default=False)

    class Meta:
        verbose_name = _("节假日")
        verbose_name_plural = _("节假日")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
