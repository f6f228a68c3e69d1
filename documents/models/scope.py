"""The scope table (口径): which documents are counted, in versions, since no official list is published."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.derive.scope import DEFAULT_SCOPE, Scope


class ScopeTableManager(models.Manager["ScopeTable"]):
    def in_force(self) -> "ScopeTable":
        """The newest version; before a province has signed one, the default as version 1, unsaved."""
        return self.order_by("-version").first() or ScopeTable.default()


class ScopeTable(models.Model):
    """One version. The newest version is in force; its number is printed under every table."""

    version = models.PositiveIntegerField(_("版本"), unique=True)
    excluded_types = models.JSONField(_("不计入的文种"), default=list)
    excluded_title_words = models.JSONField(_("标题含下列词的不计入"), default=list)
    without_series = models.BooleanField(_("机关代字未登记的也计入"), default=True)
    policy_only = models.BooleanField(_("只计政策性文件"), default=False)
    note = models.TextField(_("说明"), blank=True)
    signed_by = models.CharField(_("签发人"), max_length=60)
    signed_on = models.DateField(_("签发日期"))

    objects = ScopeTableManager()

    class Meta:
        verbose_name = _("统计口径")
        verbose_name_plural = _("统计口径")
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"{self.version}"

    @classmethod
    def default(cls) -> "ScopeTable":
        """Version 1, as the product comes (registers.md, register 2); signed by nobody."""
        return cls.of(DEFAULT_SCOPE)

    @classmethod
    def of(cls, scope: Scope, **fields: Any) -> "ScopeTable":
        return cls(
            version=scope.version,
            excluded_types=sorted(scope.excluded_types),
            excluded_title_words=list(scope.excluded_words),
            without_series=scope.without_series,
            policy_only=scope.policy_only,
            **fields,
        )

    @property
    def scope(self) -> Scope:
        return Scope(
            self.version,
            frozenset(self.excluded_types),
            tuple(self.excluded_title_words),
            self.without_series,
            self.policy_only,
        )
