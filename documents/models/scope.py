"""The scope table (口径): which documents are counted, in versions, since no official list is published."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScopeTable(models.Model):
    """One version. The newest version is in force; its number is printed under every table."""

    version = models.PositiveIntegerField(_("版本"), unique=True)
    excluded_types = models.JSONField(_("不计入的文种"), default=list)
    excluded_title_words = models.JSONField(_("标题含下列词的不计入"), default=list)
    note = models.TextField(_("说明"), blank=True)
    signed_by = models.CharField(_("签发人"), max_length=60)
    signed_on = models.DateField(_("签发日期"))

    class Meta:
        verbose_name = _("统计口径")
        verbose_name_plural = _("统计口径")
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"{self.version}"
