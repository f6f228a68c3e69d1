"""Register 9: visits carried out (督检考台账)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inspections.models.item import PlannedInspection
from inspections.models.words import InspectionKind, PlaceLevel
from organizations.models import Organization
from registers.models import Record, RecordQuerySet


class Origin(models.TextChoices):
    REGISTER = "register", _("台账")
    COUNTY_REPORT = "county_report", _("有县反映")


class VisitQuerySet(RecordQuerySet):
    pass


class Visit(Record):
    """One team at one receiving unit on one continuous trip (频次); a joint team counts once, for its lead.

    A visit that a county reported and the general office confirmed has neither place nor exact day here unless the
    county agrees (`place_shown`): its first and last day are the first of the month. Who reported stands in
    `UnplannedReport`, which no department reaches.
    """

    name = models.CharField(_("事项名称"), max_length=300)
    # what makes two visits one item: the approved item they belong to, else the name without spaces and year
    item_key = models.CharField(max_length=300, editable=False)
    kind = models.CharField(_("类型"), max_length=12, choices=InspectionKind.choices, blank=True)
    # by its name; what the plan says of its item goes before
    comprehensive = models.BooleanField(_("综合"), default=False)
    place = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("到访单位")
    )
    place_text = models.CharField(_("到访单位"), max_length=200, blank=True)
    place_level = models.CharField(
        _("到访单位层级"), max_length=12, choices=PlaceLevel.choices, default=PlaceLevel.UNKNOWN
    )
    first_day = models.DateField(_("开始日期"))
    last_day = models.DateField(_("结束日期"), null=True, blank=True)
    planned = models.ForeignKey(
        PlannedInspection, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("计划事项")
    )
    plan_number = models.CharField(_("计划编号"), max_length=60, blank=True)
    filing_number = models.CharField(_("备案号"), max_length=60, blank=True)
    letter_number = models.CharField(_("公函文号"), max_length=120, blank=True)
    people = models.PositiveIntegerField(_("人数"), null=True, blank=True)
    company = models.PositiveIntegerField(_("陪同人数"), null=True, blank=True)
    joint_text = models.CharField(_("联合单位"), max_length=500, blank=True)
    # the lead of the joint team when it is another unit: the visit counts there
    joint_lead = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("联合组牵头单位")
    )
    # the five ticks
    checks_ledgers = models.BooleanField(_("查台账"), null=True, blank=True)
    interviews = models.BooleanField(_("访谈"), null=True, blank=True)
    enters_homes = models.BooleanField(_("入户"), null=True, blank=True)
    lists_problems = models.BooleanField(_("列问题"), null=True, blank=True)
    wants_rectification = models.BooleanField(_("要整改清单"), null=True, blank=True)
    papers = models.CharField(_("要求提供材料"), max_length=500, blank=True)
    # conduct
    excess_reception = models.BooleanField(_("接待超标"), null=True, blank=True)
    scouted_ahead = models.BooleanField(_("提前踩点"), null=True, blank=True)
    unrelated_demands = models.BooleanField(_("无关要求"), null=True, blank=True)
    layered_company = models.BooleanField(_("层层陪同"), null=True, blank=True)
    counts_as_inspection = models.BooleanField(_("计入督检考"), default=True)
    uncounted_reason = models.CharField(_("不计入原因"), max_length=200, blank=True)
    origin = models.CharField(_("来源"), max_length=14, choices=Origin.choices, default=Origin.REGISTER)
    place_shown = models.BooleanField(default=True, editable=False)
    # a confirmed report that the team did more than was approved
    beyond_plan = models.BooleanField(_("超出计划"), default=False)
    given = models.JSONField(default=list, editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("督检考台账")
        verbose_name_plural = _("督检考台账")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_visit_per_key"),
            models.CheckConstraint(
                name="visit_ends_after_start", condition=Q(last_day=None) | Q(last_day__gte=F("first_day"))
            ),
            models.CheckConstraint(
                name="visit_hides_who_reported",
                condition=~Q(origin="county_report")
                | Q(place_shown=True)
                | Q(place=None, place_text="", first_day__day=1, last_day=None),
            ),
        ]
        indexes = [
            models.Index(fields=["day", "id"], name="visit_day"),
            models.Index(fields=["organization", "day", "id"], name="visit_organization_day"),
            models.Index(
                fields=["year", "organization", "day", "counts_as_inspection", "place_level"], name="visit_judging"
            ),
            models.Index(fields=["year", "planned", "day"], name="visit_planned"),
            models.Index(fields=["organization", "year", "item_key", "day", "id"], name="visit_items"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ticks(self) -> int:
        """How many of the five marks of an inspection are ticked."""
        return sum(
            bool(tick)
            for tick in (
                self.checks_ledgers,
                self.interviews,
                self.enters_homes,
                self.lists_problems,
                self.wants_rectification,
            )
        )
