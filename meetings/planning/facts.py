"""The class of a meeting against its facts: its name, in whose name it is called, who comes, how many.

Classes as measure 10 uses them: one and two are those of committee and government, three a department's
province-wide working meeting, four the rest (research, talks, reviews). Down-classing to four is a known way of
having a large meeting approved as a small one.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from meetings.models.kinds import MeetingClass
from meetings.planning.line import Limits, Line
from meetings.planning.warning import REASON, Severity, Warning, Way
from organizations.models import InNameOf

STATUTORY = re.compile(r"党代会|代表大会|全委会|全体会议|全会|人代会|常委会|政协.*会议|劳模|表彰大会")
WORKING = re.compile(r"工作会议$")


def class_against_facts(line: Line, limits: Limits) -> Warning | None:
    """At most one contradiction, the first that is found."""
    said = line.excuses.get("class", "")
    for text, target in _contradictions(line, limits):
        ways = (
            Way(
                f"class_{target}",
                _("改列%(grade)s") % {"grade": dict(MeetingClass.choices)[target]},
                {"category": target},
            ),
            Way("reason", _("写理由保留"), asks=(REASON,)),
        )
        return Warning("class", Severity.IN_PRINCIPLE, "category", text, ways, said)
    return None


def _contradictions(line: Line, limits: Limits) -> list[tuple[str, int]]:
    found = []
    if line.category == MeetingClass.ONE and not STATUTORY.search(line.name):
        found.append((_("一类会议限于党代会、人代会、政协会议等，这次按内容应列二类。"), MeetingClass.TWO))
    if line.category == MeetingClass.TWO and line.in_name_of == InNameOf.DEPARTMENT:
        found.append((_("二类会议以党委、政府名义召开；以部门名义召开的应列三类。"), MeetingClass.THREE))
    if line.category == MeetingClass.FOUR and line.province_wide and WORKING.search(line.name):
        found.append((_("全省性的工作会议应列三类；四类是研讨、座谈、评审等小型会议。"), MeetingClass.THREE))
    if line.category == MeetingClass.FOUR and line.heads_called:
        found.append((_("四类会议不要求下级主要负责同志参会，这次按参会范围应列三类。"), MeetingClass.THREE))
    return found


CLASS_CHECKS = (class_against_facts,)
