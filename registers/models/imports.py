"""One import from upload to confirmation, the days it covers, and the mapping of columns remembered."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, User
from organizations.roles import Power
from organizations.scoping import ScopedQuerySet, has_power

# kept by the system administrator, who sees no business records
WHO_EXISTS = ("organizations", "successions")
# registers 14 to 16: their imports, staged rows and covered days are for the discipline organ concerned alone
CONFIDENTIAL = ("cases", "complaints", "talks")


class OfRegisters(ScopedQuerySet):
    """Rows that name a register; of confidential ones only those of an organ whose cases the person keeps."""

    register_lookup: ClassVar[str] = "register"
    confidential: ClassVar[Power] = Power.KEEP_CASES

    def reached_by(self, user: Any, power: Power, on: date | None = None) -> Self:
        secret = {f"{self.register_lookup}__in": CONFIDENTIAL}
        rest = super().reached_by(user, power, on).exclude(**secret)
        return rest | super().reached_by(user, self.confidential, on).filter(**secret)


class ImportQuerySet(OfRegisters):
    """An import for the whole province has no organization: only those who reach the province see it."""

    see = Power.EDIT_RECORDS

    def visible_to(self, user: Any, on: date | None = None) -> Self:
        rows = super().visible_to(user, on)
        if has_power(user, Power.MANAGE_ACCOUNTS, on):
            rows = rows | self.filter(register__in=WHO_EXISTS)
        return rows


class Import(models.Model):
    """What came from which sheet, by whom and when. The file itself is not kept."""

    class State(models.TextChoices):
        READING = "reading", _("正在读取")
        MAPPING = "mapping", _("待对应列")
        PREVIEW = "preview", _("待确认")
        SAVING = "saving", _("正在写入")
        SAVED = "saved", _("已导入")
        CANCELLED = "cancelled", _("已放弃")
        FAILED = "failed", _("未成功")

    register = models.CharField(_("台账"), max_length=40)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("机构")
    )
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("经办"))
    filename = models.CharField(_("文件名"), max_length=200, blank=True)
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.READING)
    options = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    covers_from = models.DateField(_("覆盖自"), null=True, blank=True)
    covers_to = models.DateField(_("覆盖至"), null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)
    created = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("导入")
        verbose_name_plural = _("导入")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.register} {self.pk}"


class StagedChunkQuerySet(OfRegisters):
    organization_lookup = "imported__organization"
    register_lookup = "imported__register"
    see = Power.EDIT_RECORDS


class StagedChunk(models.Model):
    """Some hundred rows of an import that waits for its confirmation, compressed; gone after it or a day later.

    `part` is "layout" (what was understood), "cells" (rows as found), "ignored" or a verdict (rows as
    previewed). Classified rows are in none of them.
    """

    imported = models.ForeignKey(Import, models.CASCADE, related_name="chunks")
    part = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    body = models.BinaryField()

    objects = StagedChunkQuerySet.as_manager()

    class Meta:
        verbose_name = _("待确认的行")
        verbose_name_plural = _("待确认的行")
        constraints = [models.UniqueConstraint(fields=["imported", "part", "number"], name="one_chunk_a_number")]

    def __str__(self) -> str:
        return f"{self.imported_id} {self.part} {self.number}"


class CoverageQuerySet(OfRegisters):
    confidential = Power.SEE_CASES


class Coverage(models.Model):
    """Days, both included, for which an organization's register is complete (evaluation.md, Coverage)."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    register = models.CharField(max_length=40)
    starts = models.DateField()
    ends = models.DateField()
    imported_by = models.ForeignKey(Import, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CoverageQuerySet.as_manager()

    class Meta:
        verbose_name = _("覆盖期")
        verbose_name_plural = _("覆盖期")
        constraints = [
            models.CheckConstraint(name="coverage_span_legal", condition=Q(ends__gte=F("starts"))),
            models.UniqueConstraint(fields=["organization", "register", "starts", "ends"], name="one_coverage_span"),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.starts}–{self.ends}"


class ColumnMapping(models.Model):
    """A heading that this organization once placed by hand; an empty column means: leave it out."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    register = models.CharField(max_length=40)
    heading = models.CharField(max_length=120)
    column = models.CharField(max_length=60, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("列对应")
        verbose_name_plural = _("列对应")
        constraints = [
            models.UniqueConstraint(fields=["organization", "register", "heading"], name="one_mapping_per_heading"),
        ]

    def __str__(self) -> str:
        return f"{self.heading} → {self.column}"
