"""Register 8: the items of the plans (督检考计划), and which counties each reaches."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inspections.models.plan import InspectionPlan
from inspections.models.words import BasisLevel, InspectionKind, PlaceLevel
from organizations.models import Organization, User
from organizations.roles import Power
from organizations.scoping import ScopedQuerySet
from registers.models import Record, RecordQuerySet


class ItemState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待审核")
    CHECKED = "checked", _("待批准")
    APPROVED = "approved", _("已批准")
    REFUSED = "refused", _("未批准")
    RETURNED = "returned", _("已退回")
    MERGED = "merged", _("已合并")
    REPLACED = "replaced", _("已变更")
    WITHDRAWN = "withdrawn", _("已撤回")
    CANCELLED = "cancelled", _("已取消")
    DONE = "done", _("已开展")
    LAPSED = "lapsed", _("已过期")


# the unit and an import may still write these; everything else was handed in or decided
OPEN_STATES = (ItemState.DRAFT, ItemState.RETURNED, ItemState.WITHDRAWN)
# approved at some time and not taken back: what counties see, and what visits are held against
APPROVED_STATES = (ItemState.APPROVED, ItemState.DONE, ItemState.LAPSED)

# what a visit can belong to; what was merged stands in its lead
LINKED_STATES = (*APPROVED_STATES, ItemState.MERGED)


class PlannedInspectionQuerySet(RecordQuerySet):
    edit = Power.PLAN

    def approved(self) -> Self:
        return self.filter(state__in=APPROVED_STATES)


class PlannedInspection(Record):
    """One item (事项). Without a plan it is a single filing outside the plan (计划外报备).

    `planned_from` and `planned_to`, both included, are what 计划时间 means (3月 is 1 to 31 March); a joint item
    counts for its lead. `sequence` grows with each change that a calendar shows (ICS SEQUENCE, RFC 5545 3.8.7.4).
    """

    plan = models.ForeignKey(InspectionPlan, models.PROTECT, null=True, blank=True, related_name="items")
    name = models.CharField(_("事项名称"), max_length=300)
    kind = models.CharField(_("类型"), max_length=12, choices=InspectionKind.choices)
    comprehensive = models.BooleanField(_("综合"), default=False)
    partners_text = models.CharField(_("配合单位"), max_length=500, blank=True)
    partners = models.ManyToManyField(Organization, blank=True, related_name="+", verbose_name=_("配合单位"))
    basis = models.CharField(_("依据"), max_length=500, blank=True)
    basis_level = models.CharField(_("依据层级"), max_length=12, choices=BasisLevel.choices, blank=True)
    object_level = models.CharField(_("对象层级"), max_length=12, choices=PlaceLevel.choices, blank=True)
    objects_text = models.TextField(_("对象"), blank=True)
    # counties, enterprises and schools together: the visits (频次) that are planned
    planned_visits = models.PositiveIntegerField(_("计划频次"), default=1)
    counties = models.ManyToManyField(
        Organization, through="ReachedCounty", blank=True, related_name="+", verbose_name=_("到访县")
    )
    time_text = models.CharField(_("计划时间"), max_length=120, blank=True)
    planned_from = models.DateField(_("计划开始日期"), null=True, blank=True)
    planned_to = models.DateField(_("计划结束日期"), null=True, blank=True)
    days = models.PositiveIntegerField(_("天数"), null=True, blank=True)
    people = models.PositiveIntegerField(_("人数"), null=True, blank=True)
    manner = models.CharField(_("方式"), max_length=200, blank=True)
    papers = models.CharField(_("要求提供材料"), max_length=500, blank=True)
    indicators = models.PositiveIntegerField(_("指标数"), null=True, blank=True)
    emergency = models.BooleanField(_("应急"), default=False)
    state = models.CharField(_("状态"), max_length=10, choices=ItemState.choices, default=ItemState.DRAFT)
    filing_number = models.CharField(_("备案号"), max_length=60, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="joined")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(_("报送时间"), null=True, blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    returned_reason = models.TextField(_("退回意见"), blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("批准时间"), null=True, blank=True)
    decision_line = models.CharField(_("批准意见"), max_length=300, blank=True)
    # words struck out at the source and why, warnings that were read: [{"kind", "word", "field"}]
    excuses = models.JSONField(default=list, blank=True, editable=False)
    # derived fields that a sheet or a person stated outright: deriving again leaves them alone
    given = models.JSONField(default=list, editable=False)

    # `objects` is the manager: what an item is about is `counties` and `objects_text`
    objects = PlannedInspectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("督检考计划事项")
        verbose_name_plural = _("督检考计划事项")
        ordering = ["planned_from", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_planned_inspection_per_key"),
            models.UniqueConstraint(
                fields=["filing_number"], condition=~Q(filing_number=""), name="one_filing_number_an_item"
            ),
            models.CheckConstraint(
                name="planned_inspection_ends_after_start",
                condition=Q(planned_from=None) | Q(planned_to=None) | Q(planned_to__gte=F("planned_from")),
            ),
            models.CheckConstraint(
                name="approved_inspection_has_filing_number",
                condition=~Q(state__in=["approved", "done", "lapsed"]) | ~Q(filing_number=""),
            ),
            models.CheckConstraint(
                name="planned_inspection_not_decided_by_its_author",
                condition=Q(decided_by=None) | Q(submitted_by=None) | ~Q(decided_by=F("submitted_by")),
            ),
            models.CheckConstraint(
                name="planned_inspection_not_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
            ),
        ]
        indexes = [
            models.Index(fields=["year", "organization", "day", "state"], name="planned_judging"),
            models.Index(fields=["organization", "day", "id"], name="planned_organization_day"),
            models.Index(fields=["state", "planned_from", "planned_to"], name="planned_calendar"),
        ]

    def __str__(self) -> str:
        return self.name


class ReachedCountyQuerySet(ScopedQuerySet["ReachedCounty"]):
    """`visible_to`: approved items only, by the county they reach. The way by which counties see items at all."""

    organization_lookup = "county"
    see = Power.SEE_CALENDAR

    def reached_by(self, user: User | Any, power: Power, on: Any = None) -> Self:
        return super().reached_by(user, power, on).approved()

    def approved(self) -> Self:
        return self.filter(item__state__in=APPROVED_STATES)

    def once_approved(self, user: User | Any, power: Power, on: Any = None) -> Self:
        """With what was approved at some time and withdrawn, merged or replaced since: a feed says that it is off."""
        return super().reached_by(user, power, on).exclude(item__filing_number="")


class ReachedCounty(models.Model):
    """An item reaches a county."""

    item = models.ForeignKey(PlannedInspection, models.CASCADE, related_name="reached")
    county = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("县"))

    objects = ReachedCountyQuerySet.as_manager()

    class Meta:
        verbose_name = _("到访县")
        verbose_name_plural = _("到访县")
        constraints = [models.UniqueConstraint(fields=["item", "county"], name="one_county_an_item")]
        indexes = [models.Index(fields=["county", "item"], name="reached_county")]

    def __str__(self) -> str:
        return f"{self.county}"
