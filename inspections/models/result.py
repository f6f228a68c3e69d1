"""Register 12: results that are shared (成果共享), and who used what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, User
from organizations.scoping import ScopedQuerySet
from registers.models import Record, RecordQuerySet


class ResultKind(models.TextChoices):
    AUDIT = "audit", _("审计")
    STATISTICS = "statistics", _("统计")
    INSPECTION_TOUR = "inspection_tour", _("巡视巡察")
    INSPECTION = "inspection", _("督查检查考核")


class SharedResultQuerySet(RecordQuerySet):
    pass


class SharedResult(Record):
    """A result counts on the day it was formed. Shared, it is in the library that answers “who already holds this?”."""

    name = models.CharField(_("成果名称"), max_length=300)
    name_search = models.CharField(max_length=300, blank=True, db_index=True, editable=False)
    kind = models.CharField(_("类别"), max_length=16, choices=ResultKind.choices)
    formed_on = models.DateField(_("形成日期"))
    shared_on = models.DateField(_("共享日期"), null=True, blank=True)
    source_item = models.CharField(_("来源事项"), max_length=300, blank=True)
    shared_with = models.CharField(_("共享范围"), max_length=300, blank=True)

    objects = SharedResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("成果共享")
        verbose_name_plural = _("成果共享")
        ordering = ["-day", "-pk"]
        constraints = [models.UniqueConstraint(fields=["key"], name="one_result_per_key")]
        indexes = [
            models.Index(fields=["day", "id"], name="result_day"),
            models.Index(fields=["organization", "day", "id"], name="result_organization_day"),
            models.Index(fields=["year", "organization", "day"], name="result_judging"),
            models.Index(fields=["shared_on"], name="result_shared"),
        ]

    def __str__(self) -> str:
        return self.name


class ResultUseQuerySet(ScopedQuerySet["ResultUse"]):
    """Seen by the unit that used the result."""


class ResultUse(models.Model):
    """A unit used a shared result instead of asking the grassroots; `request` is the form it did without."""

    result = models.ForeignKey(SharedResult, models.PROTECT, related_name="uses", verbose_name=_("成果"))
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("使用单位"))
    request = models.ForeignKey(
        "inspections.DataRequest", models.PROTECT, null=True, blank=True, related_name="uses", verbose_name=_("报表")
    )
    wanted = models.CharField(_("所要数据"), max_length=300, blank=True)
    used_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    day = models.DateField(_("使用日期"))

    objects = ResultUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("成果使用")
        verbose_name_plural = _("成果使用")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["result", "request"], condition=models.Q(request__isnull=False), name="one_use_a_request"
            )
        ]

    def __str__(self) -> str:
        return f"{self.result}"
