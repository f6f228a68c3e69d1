"""How long and how many: half a day (13.1), 90 minutes (13.2), the cap of the class (12.2)."""

from __future__ import annotations

from math import ceil

from django.utils.translation import gettext as _

from meetings.models.kinds import MeetingClass
from meetings.planning import attendance
from meetings.planning.line import HALF_DAY, Limits, Line
from meetings.planning.warning import REASON, Severity, Warning, Way


def half_day(line: Line, limits: Limits) -> Warning | None:
    """13.1: a single matter takes at most half a day. Classes one and two are comprehensive, not of one matter."""
    if line.remote or line.category in (MeetingClass.ONE, MeetingClass.TWO):
        return None
    if line.length is None or line.length <= limits.half_day:
        return None
    ways = (
        Way("half_day", _("压到半天"), half_a_day(limits)),
        Way("reason", _("写理由保留%(length)s") % {"length": _said(line)}, asks=(REASON,)),
    )
    text = _("单项工作会议一般不超过半天。")
    return Warning("half_day", Severity.IN_PRINCIPLE, "duration_text", text, ways, line.excuses.get("half_day", ""))


def half_a_day(limits: Limits) -> dict[str, object]:
    if limits.half_day == HALF_DAY:
        return {"duration_text": _("半天"), "minutes": None, "half_days": 1}
    return in_minutes(limits.half_day)


def remote_length(line: Line, limits: Limits) -> Warning | None:
    """13.2: by video or telephone at most 90 minutes."""
    if not line.remote or line.length is None or line.length <= limits.remote:
        return None
    ways = (
        Way("shorten", _("改为%(minutes)s分钟") % {"minutes": limits.remote}, in_minutes(limits.remote)),
        Way("reason", _("写理由保留"), asks=(REASON,)),
    )
    text = _("视频、电视电话会议一般不超过%(minutes)s分钟。") % {"minutes": limits.remote}
    return Warning("remote", Severity.IN_PRINCIPLE, "duration_text", text, ways, line.excuses.get("remote", ""))


def over_attendance(line: Line, limits: Limits) -> Warning | None:
    """12.2: attendance within the cap of the class."""
    cap = limits.people.get(line.category)
    if cap is None or line.people is None or line.people <= cap:
        return None
    scope = attendance.with_people(line.scope_text, line.people, cap)
    ways = [Way("cap", _("压到%(cap)s人") % {"cap": cap}, {"people": cap, "scope_text": scope})]
    if line.category == MeetingClass.FOUR and line.people <= limits.people.get(MeetingClass.THREE, 0):
        ways.append(Way("class_three", _("改列三类"), {"category": MeetingClass.THREE}))
    ways.append(Way("reason", _("写理由保留"), asks=(REASON,)))
    figures = {"grade": dict(MeetingClass.choices)[line.category], "cap": cap, "people": line.people}
    text = _("%(grade)s会议一般不超过%(cap)s人，这次%(people)s人。") % figures
    said = line.excuses.get("attendance", "")
    return Warning("attendance", Severity.IN_PRINCIPLE, "people", text, tuple(ways), said)


def in_minutes(minutes: int) -> dict[str, object]:
    """The columns of a length in minutes."""
    text = _("%(minutes)s分钟") % {"minutes": minutes}
    return {"duration_text": text, "minutes": minutes, "half_days": ceil(minutes / HALF_DAY)}


def _said(line: Line) -> str:
    return line.duration_text or _("%(minutes)s分钟") % {"minutes": line.length}


SIZE_CHECKS = (half_day, remote_length, over_attendance)
