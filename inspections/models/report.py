"""What counties say by tapping: as planned or not, and visits that nobody announced. No department reaches these."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inspections.models.item import PlannedInspection
from inspections.models.visit import Visit
from organizations.models import Organization, User
from organizations.roles import Power
from organizations.scoping import Row, ScopedQuerySet


class CountyWordQuerySet(ScopedQuerySet[Row]):
    """`visible_to`: the county's own and, for the general office, all; not the city's, not the department's."""

    organization_lookup = "county"
    see = Power.MARK_VISITS
    edit = Power.MARK_VISITS

    def visible_to(self, user: User | Any, on: Any = None) -> Self:
        return self.reached_by(user, Power.MARK_VISITS, on) | self.reached_by(user, Power.CHECK_PLANS, on)


class ReportState(models.TextChoices):
    REPORTED = "reported", _("待核实")
    CONFIRMED = "confirmed", _("已确认")
    REJECTED = "rejected", _("不采纳")


class Came(models.TextChoices):
    """What came unannounced. A meeting is told and confirmed too; it becomes no visit."""

    INSPECTION = "inspection", _("检查")
    MEETING = "meeting", _("会议")


class Mark(models.TextChoices):
    PLANNED = "planned", _("按计划")
    NOT_IN_PLAN = "not_in_plan", _("不在计划内")
    BEYOND_PLAN = "beyond_plan", _("超出计划")


class VisitMarkQuerySet(CountyWordQuerySet["VisitMark"]):
    pass


class VisitMark(models.Model):
    """A county's word on one approved item. It can be taken back before `until`; silence counts as planned."""

    county = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("县"))
    item = models.ForeignKey(PlannedInspection, models.PROTECT, related_name="marks", verbose_name=_("计划事项"))
    mark = models.CharField(_("反映"), max_length=12, choices=Mark.choices)
    marked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(_("反映时间"))
    until = models.DateTimeField(_("可撤回至"))
    state = models.CharField(_("状态"), max_length=10, choices=ReportState.choices, default=ReportState.REPORTED)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(_("核实时间"), null=True, blank=True)
    county_agrees_to_be_named = models.BooleanField(_("同意公开本县"), default=False)
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="+")

    objects = VisitMarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("县级反映")
        verbose_name_plural = _("县级反映")
        ordering = ["-marked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["county", "item"], name="one_mark_a_county_and_item"),
            models.CheckConstraint(
                name="visit_mark_decision_whole",
                condition=Q(state="reported", confirmed_by=None)
                | (~Q(state="reported") & Q(confirmed_by__isnull=False, confirmed_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.get_mark_display()


class UnplannedReportQuerySet(CountyWordQuerySet["UnplannedReport"]):
    pass


class UnplannedReport(models.Model):
    """A department came without an approved item; None: the county cannot tell which.

    Confirmed by the general office an inspection becomes a Visit, once, when its month can be told (inspections.told).
    """

    county = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("县"))
    department = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("到访部门")
    )
    day = models.DateField(_("到访日期"))
    kind = models.CharField(_("类型"), max_length=12, choices=Came.choices, default=Came.INSPECTION)
    reported_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(_("反映时间"))
    until = models.DateTimeField(_("可撤回至"))
    state = models.CharField(_("状态"), max_length=10, choices=ReportState.choices, default=ReportState.REPORTED)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(_("核实时间"), null=True, blank=True)
    rejected_reason = models.CharField(_("不采纳理由"), max_length=300, blank=True)
    county_agrees_to_be_named = models.BooleanField(_("同意公开本县"), default=False)
    visit = models.OneToOneField(Visit, models.PROTECT, null=True, blank=True, related_name="+")

    objects = UnplannedReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("计划外到访反映")
        verbose_name_plural = _("计划外到访反映")
        ordering = ["-reported_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "department", "day", "kind"],
                condition=~Q(state="rejected"),
                name="one_report_a_county_department_and_day",
            ),
            models.CheckConstraint(
                name="unplanned_report_decision_whole",
                condition=Q(state="reported", confirmed_by=None)
                | (~Q(state="reported") & Q(confirmed_by__isnull=False, confirmed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="only_a_confirmed_report_is_a_visit", condition=Q(visit=None) | Q(state="confirmed")
            ),
            models.CheckConstraint(
                name="confirmed_report_names_the_department",
                condition=~Q(state="confirmed") | Q(department__isnull=False),
            ),
            models.CheckConstraint(
                name="unplanned_report_not_confirmed_by_its_author",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("reported_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.department}"
