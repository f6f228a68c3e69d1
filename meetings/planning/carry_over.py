"""Last year's meetings as the draft of a year's plan: what was held, and what was planned and is still to be held.

Left behind: emergencies, what does not count, what was refused, withdrawn, cancelled or has lapsed, and meetings
joined to another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from meetings.derive.scope import province_wide
from meetings.matching.likeness import core
from meetings.planning import attendance
from registers.values import BadValue, parse_vague

SATURDAY = 5
YEAR = re.compile(r"(?:19|20)\d{2}(?=年)")

# what a held meeting and a planned one have in common
SHARED = ("name", "category", "in_name_of", "form", "level", "province_wide", "people", "heads_called")
# what only a plan knows
PLANNED = ("planned_text", "duration_text", "minutes", "half_days", "scope_text", "budget", "reaches_all")


def carry_over(
    year: int, held: Iterable[Mapping[str, Any]], planned: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Attributes of the new lines, in the order of their days; each name once.

    `held` and `planned` are `.values()` of the year before. A meeting that was held as planned comes once: its
    facts as held, the rest as planned.
    """
    lines = {line["id"]: line for line in planned}
    found: dict[str, dict[str, Any]] = {}
    for meeting in sorted(held, key=lambda one: one["held_on"]):
        line = lines.pop(meeting["planned_id"], None)
        found.setdefault(core(meeting["name"]), _of_meeting(year, meeting, line))
    for line in lines.values():
        found.setdefault(core(line["name"]), _of_line(year, line))
    return sorted(found.values(), key=lambda one: (one["planned_from"] or date(year, 12, 31), one["name"]))


def _of_meeting(year: int, meeting: Mapping[str, Any], line: Mapping[str, Any] | None) -> dict[str, Any]:
    values = {name: meeting[name] for name in SHARED}
    values |= {name: line[name] for name in ("scope_text", "budget", "reaches_all")} if line else {"scope_text": ""}
    values |= _length(meeting) | _day(year, meeting["held_on"])
    values["name"] = renamed(meeting["name"], year)
    values["carried_from_meeting_id"] = meeting["id"]
    values["carried_from_id"] = line and line["id"]
    return values


def _of_line(year: int, line: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: line[name] for name in (*SHARED, *PLANNED)}
    values |= _time(year, line)
    values["name"] = renamed(line["name"], year)
    values["carried_from_id"] = line["id"]
    values["carried_from_meeting_id"] = None
    return values


def renamed(name: str, year: int) -> str:
    """2019年全省工作会议 → 2020年全省工作会议."""
    return YEAR.sub(str(year), name)


def _length(meeting: Mapping[str, Any]) -> dict[str, Any]:
    minutes, half_days = meeting["minutes"], meeting["half_days"]
    text = ""
    if minutes:
        text = _("%(minutes)s分钟") % {"minutes": minutes}
    elif half_days:
        text = _("半天") if half_days == 1 else _("%(days)s天") % {"days": f"{half_days / 2:g}"}
    return {"duration_text": text, "minutes": minutes, "half_days": half_days}


def _day(year: int, day: date) -> dict[str, Any]:
    """The same day of the new year, moved off a weekend without leaving its month."""
    moved = date(year, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
    if moved.weekday() >= SATURDAY:
        back = moved - timedelta(days=moved.weekday() - SATURDAY + 1)
        on = moved + timedelta(days=7 - moved.weekday())
        moved = back if back.month == moved.month else on
    text = _("%(month)s月%(day)s日") % {"month": moved.month, "day": moved.day}
    return {"planned_text": text, "planned_from": moved, "planned_to": moved}


def _time(year: int, line: Mapping[str, Any]) -> dict[str, Any]:
    """The words of the plan read for the new year; a day alone is moved off a weekend."""
    first, last = line["planned_from"], line["planned_to"]
    if first and first == last:
        return _day(year, first)
    text = YEAR.sub(str(year), line["planned_text"])
    try:
        span = parse_vague(text, year)
    except BadValue:
        span = None
    if span is None or span[0].year != year:
        return {"planned_text": "", "planned_from": None, "planned_to": None}
    return {"planned_text": text, "planned_from": span[0], "planned_to": span[1]}


def completed(values: dict[str, Any], kind: str) -> dict[str, Any]:
    """What is not stated filled by what 参会范围 says of itself, and whether the meeting is province-wide."""
    read = attendance.read(values.get("scope_text") or "")
    if values.get("people") is None:
        values["people"] = read.people
    if not values.get("level"):
        values["level"] = read.level
    if values.get("heads_called") is None:
        values["heads_called"] = read.heads_called
    if values.get("province_wide") is None:
        values["province_wide"] = province_wide(values["name"], kind, values["category"], values["level"])
    return values
