"""A meeting held in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.derive import DERIVED
from meetings.derive.record import origins
from meetings.models import MATCHED, Match, Meeting
from registers.showing import NOTHING, value_in_words

ORIGINS = {
    "given": gettext_lazy("台账所列"),
    "derived": gettext_lazy("自动推出"),
    "corrected": gettext_lazy("人工更正"),
}
# more exactly where a derived value came from
SOURCES = {
    "minutes": gettext_lazy("由起止时间推出"),
    "half_days": gettext_lazy("由时长、起止日期推出"),
    "province_wide": gettext_lazy("由名称、类别、开到层级推出"),
    "approver_kind": gettext_lazy("由审批人推出"),
    "counted": gettext_lazy("按口径"),
    "uncounted_reason": gettext_lazy("按口径"),
}
GROUPS = (
    (gettext_lazy("会议"), ("name", "organization", "in_name_of", "category", "topic", "single_topic", "matter")),
    (
        gettext_lazy("时间与形式"),
        ("held_on", "ended_on", "starts_at", "ends_at", "minutes", "half_days", "form"),
    ),
    (
        gettext_lazy("范围与参会"),
        ("province_wide", "level", "people", "heads_called", "heads_approval", "idle_leaders"),
    ),
    (
        gettext_lazy("审批"),
        (
            "plan_number",
            "approver",
            "approver_kind",
            "approved_on",
            "notice_number",
            "superior_text",
            "emergency",
            "emergency_approver",
        ),
    ),
    (gettext_lazy("统计"), ("counted", "uncounted_reason", "year", "day")),
)


@dataclass(frozen=True)
class Field:
    name: str
    label: str
    value: str
    origin: str = ""
    corrected: bool = False


def in_words(name: str, value: Any) -> str:
    return value_in_words(Meeting, name, value)


def groups(meeting: Meeting) -> list[tuple[Any, list[Field]]]:
    """All fields by subject, each derived one with where its value came from."""
    whence = origins(meeting.given, meeting.corrected, (*DERIVED, "half_days"))
    return [(title, [_field(meeting, name, whence) for name in names]) for title, names in GROUPS]


def _field(meeting: Meeting, name: str, whence: Mapping[str, str]) -> Field:
    kind = "corrected" if name in meeting.corrected else whence.get(name, "")
    origin = SOURCES.get(name, ORIGINS["derived"]) if kind == "derived" else ORIGINS.get(kind, "")
    value = str(meeting.organization) if name == "organization" else in_words(name, getattr(meeting, name))
    if value == NOTHING and kind != "corrected":
        origin = ""
    label = _("召开单位") if name == "organization" else str(Meeting._meta.get_field(name).verbose_name)
    return Field(name, label, value, str(origin), kind == "corrected")


def why_counted(meeting: Meeting) -> str:
    """One sentence on whether the meeting is counted."""
    if not meeting.counted:
        return _("不计入统计：%(reason)s。") % {"reason": meeting.uncounted_reason or _("未说明原因")}
    return _("计入统计，算召开单位的一场会议。")


def planned_in_words(meeting: Meeting) -> str:
    """Whether it stands in the plan."""
    line = meeting.planned
    if line is not None and meeting.match in MATCHED:
        words = {"number": line.number, "name": line.name, "how": meeting.get_match_display()}
        return _("%(number)s %(name)s（%(how)s）") % words
    if line is not None and meeting.match == Match.PROPOSED:
        return _("可能是“%(name)s”，待确认") % {"name": line.name}
    if meeting.plan_number:
        return _("台账所列编号%(number)s，计划里没有对上") % {"number": meeting.plan_number}
    return _("不在计划里")


def scope_line() -> str:
    """What is counted, printed under every table of meetings."""
    return _("口径：党组（党委）自身的会议不计；套开的会议只计牵头单位一次；台账标明不计入的不计。")
