"""Register 6: planned meetings (会议计划), in the annual plan or on their own request."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.models.kinds import MeetingClass, MeetingForm
from meetings.models.plan import Plan
from metrics.period import clamp
from organizations.models import InNameOf, Level, Organization
from organizations.roles import Power
from registers.models import Record, RecordQuerySet


class LineState(models.TextChoices):
    """draft → submitted → checked (the office passed it on) → approved → held.

    refused and returned are the leader's; returned may be changed and submitted again. replaced: amended
    after approval, the new line names it. lapsed: its days passed without a meeting, its place is free.
    """

    DRAFT = "draft", _("起草中")
    SUBMITTED = "submitted", _("已报送")
    CHECKED = "checked", _("待批")
    APPROVED = "approved", _("已批准")
    REFUSED = "refused", _("不予批准")
    RETURNED = "returned", _("已退回")
    REPLACED = "replaced", _("已调整")
    WITHDRAWN = "withdrawn", _("已撤回")
    CANCELLED = "cancelled", _("已取消")
    HELD = "held", _("已召开")
    LAPSED = "lapsed", _("到期未开")


# the unit may still change it as it likes
OPEN_LINES = (LineState.DRAFT, LineState.RETURNED)
# nothing will come of it any more: its name is free for another line of the same year
ENDED_LINES = (LineState.REFUSED, LineState.REPLACED, LineState.WITHDRAWN, LineState.CANCELLED)


class PlannedMeetingQuerySet(RecordQuerySet):
    edit = Power.PLAN

    def to_come(self) -> Self:
        """Approved and not yet held; a joint meeting (套开) counts once, for its lead."""
        return self.filter(TO_COME)


class PlannedMeeting(Record):
    """One planned meeting. Its natural key is unit, year and name, among the lines that have not ended.

    `plan` is None for a single meeting outside the plan, which has its own request (`outside_plan`).
    `day` is 1 January of the year until it is approved, then the day of approval inside its year: from
    then on it is committed under the ceiling (9.1). `number` (计划编号) is given with the approval.
    `planned_from`…`planned_to` are the days that `planned_text` (3月, 4月中旬, 一季度) may mean; a day by itself
    is both. `minutes` and `half_days` are what `duration_text` (会期) says, None where it says neither.
    `excuses` is the reason for each `in_principle` warning: key of the warning → text. `joined_to` is the
    lead line of a joint meeting (套开). It reaches every organization of its `level` and above it, unless
    `reaches_all` is off: then those in `reaches` only (and the counties of a city in it).
    """

    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="lines", verbose_name=_("年度会议计划")
    )
    position = models.PositiveIntegerField(default=0, editable=False)
    number = models.CharField(_("计划编号"), max_length=60, blank=True, editable=False)
    name = models.CharField(_("会议名称"), max_length=200)
    category = models.PositiveSmallIntegerField(
        _("会议类别"), choices=MeetingClass.choices, default=MeetingClass.UNKNOWN
    )
    in_name_of = models.CharField(_("召开名义"), max_length=20, choices=InNameOf.choices, blank=True)
    planned_text = models.CharField(_("拟开时间"), max_length=60, blank=True)
    planned_from = models.DateField(_("最早"), null=True, blank=True)
    planned_to = models.DateField(_("最晚"), null=True, blank=True)
    duration_text = models.CharField(_("会期"), max_length=40, blank=True)
    minutes = models.PositiveIntegerField(_("时长（分钟）"), null=True, blank=True)
    half_days = models.PositiveSmallIntegerField(_("半天数"), null=True, blank=True)
    form = models.CharField(_("形式"), max_length=12, choices=MeetingForm.choices, blank=True)
    level = models.PositiveSmallIntegerField(_("开到层级"), choices=Level.choices, default=Level.UNKNOWN)
    province_wide = models.BooleanField(_("全省性"), null=True, blank=True)
    scope_text = models.CharField(_("参会范围"), max_length=500, blank=True)
    people = models.PositiveIntegerField(_("参会人数"), null=True, blank=True)
    heads_called = models.BooleanField(_("要求主要负责同志参会"), null=True, blank=True)
    budget = models.DecimalField(_("经费（万元）"), max_digits=10, decimal_places=4, null=True, blank=True)
    reason = models.CharField(_("理由"), max_length=500, blank=True)
    counted = models.BooleanField(_("计入统计"), default=True)
    state = models.CharField(_("状态"), max_length=12, choices=LineState.choices, default=LineState.DRAFT)
    outside_plan = models.BooleanField(_("计划外"), default=False)
    emergency = models.BooleanField(_("应急"), default=False)
    emergency_approver = models.CharField(_("应急批准人"), max_length=100, blank=True)
    excuses = models.JSONField(default=dict, blank=True)
    returned_reason = models.CharField(_("退回或不予批准的理由"), max_length=500, blank=True)
    reaches_all = models.BooleanField(_("开到该层级全部单位"), default=True)
    reaches = models.ManyToManyField(Organization, related_name="+", blank=True, verbose_name=_("参会市县"))
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_to")
    carried_from_meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="joined")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("报送人")
    )
    submitted_at = models.DateTimeField(_("报送时间"), null=True, blank=True)
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)
    # derived fields that a sheet or a person stated outright
    given = models.JSONField(default=list, editable=False)

    objects = PlannedMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("计划会议")
        verbose_name_plural = _("计划会议")
        ordering = ["-year", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], name="one_planned_meeting_per_key", condition=~Q(state__in=ENDED_LINES)
            ),
            models.UniqueConstraint(fields=["number"], name="one_planned_meeting_per_number", condition=~Q(number="")),
            models.CheckConstraint(
                name="planned_meeting_days_in_order",
                condition=Q(planned_from=None, planned_to=None) | Q(planned_from__lte=F("planned_to")),
            ),
            models.CheckConstraint(
                name="approved_meeting_has_its_number",
                condition=~Q(state__in=[LineState.APPROVED, LineState.HELD, LineState.LAPSED])
                | (~Q(number="") & Q(approved_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="planned_meeting_not_joined_to_itself", condition=Q(joined_to=None) | ~Q(joined_to=F("id"))
            ),
        ]
        indexes = [
            models.Index(fields=["year", "organization", "state"], name="planned_meeting_judging"),
            models.Index(fields=["state", "planned_to"], name="planned_meeting_lapsing"),
        ]

    def __str__(self) -> str:
        return self.name

    def committed_from(self, approved_on: date) -> date:
        """The `day` of a line approved on a day: that day inside its year."""
        return clamp(approved_on, self.year)


TO_COME = Q(state=LineState.APPROVED, counted=True, joined_to=None)


def planned_key(code: str, year: int, name: str) -> str:
    """Natural key of a planned meeting: code of the unit, year and name, spaces aside."""
    return f"{code} {year} {''.join(name.split())}"
