"""Register 7: meetings held (会议台账)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.models.kinds import ApproverKind, MeetingClass, MeetingForm
from meetings.models.planned import PlannedMeeting
from organizations.models import InNameOf, Level, Matter
from registers.models import Record, RecordQuerySet


class Match(models.TextChoices):
    """How a meeting held found its planned line: by its number, by likeness, or not."""

    NONE = "none", _("未匹配")
    NUMBER = "number", _("按编号匹配")
    PROPOSED = "proposed", _("待确认")
    CONFIRMED = "confirmed", _("已确认")
    REJECTED = "rejected", _("不是同一会议")


# the meeting stands in the plan
MATCHED = (Match.NUMBER, Match.CONFIRMED)


class MeetingQuerySet(RecordQuerySet):
    pass


class Meeting(Record):
    """A meeting held. `day` is its first day. Unit, day and name are its natural key.

    `minutes` and `half_days` are derived from whatever was given (times, duration, days): `minutes` is None
    where only days are known, and a half day has at most 240 minutes. `planned` is the line of the plan it
    belongs to when `match` says so, and only a candidate while that is `proposed`; lines that a person
    rejected are in `rejected_lines` by id and not proposed again. `superior` is the meeting above because
    of which it was held, where `superior_text` (上级会议) could be resolved.
    """

    name = models.CharField(_("会议名称"), max_length=200)
    held_on = models.DateField(_("召开日期"))
    ended_on = models.DateField(_("结束日期"), null=True, blank=True)
    starts_at = models.TimeField(_("开始时间"), null=True, blank=True)
    ends_at = models.TimeField(_("结束时间"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("时长（分钟）"), null=True, blank=True)
    half_days = models.PositiveSmallIntegerField(_("半天数"), null=True, blank=True)
    category = models.PositiveSmallIntegerField(
        _("会议类别"), choices=MeetingClass.choices, default=MeetingClass.UNKNOWN
    )
    in_name_of = models.CharField(_("召开名义"), max_length=20, choices=InNameOf.choices, blank=True)
    form = models.CharField(_("形式"), max_length=12, choices=MeetingForm.choices)
    single_topic = models.BooleanField(_("单项工作"), null=True, blank=True)
    province_wide = models.BooleanField(_("全省性"), null=True, blank=True)
    level = models.PositiveSmallIntegerField(_("开到层级"), choices=Level.choices, default=Level.UNKNOWN)
    people = models.PositiveIntegerField(_("参会人数"), null=True, blank=True)
    heads_called = models.BooleanField(_("要求主要负责同志参会"), null=True, blank=True)
    heads_approval = models.CharField(_("主要领导批准"), max_length=200, blank=True)
    idle_leaders = models.PositiveIntegerField(_("无关陪会领导人数"), null=True, blank=True)
    plan_number = models.CharField(_("计划编号"), max_length=60, blank=True)
    approver = models.CharField(_("审批人"), max_length=100, blank=True)
    approver_kind = models.CharField(_("审批层级"), max_length=12, choices=ApproverKind.choices, blank=True)
    approved_on = models.DateField(_("审批日期"), null=True, blank=True)
    notice_number = models.CharField(_("通知文号"), max_length=120, blank=True)
    superior_text = models.CharField(_("上级会议"), max_length=200, blank=True)
    superior = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="below", verbose_name=_("上级会议")
    )
    topic = models.CharField(_("议题"), max_length=500, blank=True)
    emergency = models.BooleanField(_("应急"), default=False)
    emergency_approver = models.CharField(_("应急批准人"), max_length=100, blank=True)
    # why it was held all the same; for the list of exceptions, no ledger has the column
    exception_reason = models.CharField(_("例外理由"), max_length=500, blank=True)
    matter = models.CharField(_("事项层级"), max_length=16, choices=Matter.choices, blank=True)
    counted = models.BooleanField(_("计入统计"), default=True)
    uncounted_reason = models.CharField(_("不计入原因"), max_length=200, blank=True)
    planned = models.ForeignKey(
        PlannedMeeting, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("计划会议")
    )
    match = models.CharField(_("与计划匹配"), max_length=12, choices=Match.choices, default=Match.NONE)
    rejected_lines = models.JSONField(default=list, editable=False)
    # derived fields that a sheet or a person stated outright: deriving again leaves them alone
    given = models.JSONField(default=list, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("会议")
        verbose_name_plural = _("会议")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_meeting_per_key"),
            models.CheckConstraint(
                name="meeting_ends_after_start", condition=Q(ended_on=None) | Q(ended_on__gte=F("held_on"))
            ),
            models.CheckConstraint(
                name="meeting_match_names_its_line",
                condition=Q(match__in=[Match.NONE, Match.REJECTED], planned=None)
                | Q(match__in=[Match.NUMBER, Match.PROPOSED, Match.CONFIRMED], planned__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_not_held_because_of_itself", condition=Q(superior=None) | ~Q(superior=F("id"))
            ),
        ]
        indexes = [
            models.Index(fields=["day", "id"], name="meeting_day"),
            models.Index(fields=["organization", "day", "id"], name="meeting_organization_day"),
            models.Index(fields=["year", "organization", "day", "counted"], name="meeting_judging"),
            models.Index(fields=["match", "organization"], name="meeting_match"),
            # a meeting below names the one above by its name or the number of its notice (11.2, chains)
            models.Index(fields=["name"], name="meeting_name"),
            models.Index(fields=["notice_number"], name="meeting_notice_number"),
        ]

    def __str__(self) -> str:
        return self.name
