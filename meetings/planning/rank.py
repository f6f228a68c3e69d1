"""How high and how far down: heads called (12.1), needless rank (11.3), below the city (11.1)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meetings.models.kinds import MeetingClass, MeetingForm
from meetings.planning import attendance
from meetings.planning.line import Limits, Line
from meetings.planning.warning import REASON, Severity, Warning, Way
from organizations.models import InNameOf, Kind, Level

# the lowest level at which each kind of organ may meet without asking
OWN_REACH = {Kind.LEADING: Level.CITY, Kind.DEPARTMENT: Level.CITY}
TO_PRINCIPAL = "heads"


def heads_called(line: Line, limits: Limits) -> Warning | None:
    """12.1: heads below are called with the principal's approval only; asking for it is a way out.

    Classes one and two go to committee or government, where the principal decides anyway.
    """
    if not line.heads_called or line.category in (MeetingClass.ONE, MeetingClass.TWO):
        return None
    if said := line.excuses.get(TO_PRINCIPAL, ""):
        ways = (_deputies(line),)
        return Warning(
            TO_PRINCIPAL, Severity.ADVICE, "scope_text", _("要求主要负责同志参会：%(said)s") % {"said": said}, ways
        )
    wish = _("报主要领导批准")
    ways = (_deputies(line), Way("principal", wish, {"excuses": {TO_PRINCIPAL: wish}}))
    text = _("要求下级主要负责同志参会，须经主要领导批准。")
    return Warning(TO_PRINCIPAL, Severity.MUST, "scope_text", text, ways)


def _deputies(line: Line) -> Way:
    changes = {"heads_called": False, "scope_text": attendance.deputies_instead(line.scope_text)}
    return Way("deputies", _("改为分管负责同志"), changes)


def needless_rank(line: Line, limits: Limits) -> Warning | None:
    """11.3: classes three and four are a department's own and are called in its own name."""
    if line.category not in (MeetingClass.THREE, MeetingClass.FOUR) or not line.in_committee_s_name:
        return None
    name = dict(InNameOf.choices)[line.in_name_of]
    grade = dict(MeetingClass.choices)[line.category]
    text = _("%(grade)s会议是部门可以召开的，不以%(name)s名义召开。") % {"grade": grade, "name": name}
    ways = [Way("own_name", _("改为部门名义"), {"in_name_of": InNameOf.DEPARTMENT})]
    if line.in_name_of in (InNameOf.PARTY, InNameOf.GOVERNMENT):
        ways.append(Way("class_two", _("改列二类，报省委、省政府审定"), {"category": MeetingClass.TWO}))
    return Warning("rank", Severity.MUST, "in_name_of", text, tuple(ways))


def below_city(line: Line, limits: Limits) -> Warning | None:
    """11.1: provincial meetings stop at the city. By video straight to the county nobody travels: not asked."""
    reach = OWN_REACH.get(Kind(line.kind))
    if reach is None or line.level <= reach or line.form != MeetingForm.ON_SITE:
        return None
    level = dict(Level.choices)[line.level]
    changes = {"level": reach, "scope_text": attendance.down_to_city(line.scope_text)}
    ways = (
        Way("city", _("只开到市"), changes),
        Way("video", _("改为视频"), {"form": MeetingForm.VIDEO}),
        Way("reason", _("写理由，一并报批"), asks=(REASON,)),
    )
    text = _("省级会议一般只开到市，这次开到%(level)s。") % {"level": level}
    return Warning("below_city", Severity.IN_PRINCIPLE, "level", text, ways, line.excuses.get("below_city", ""))


RANK_CHECKS = (heads_called, needless_rank, below_city)
