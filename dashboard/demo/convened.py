"""What invented units meet about: the meetings of a year, before anybody has planned or held one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from dashboard.demo.issued import last_day
from dashboard.demo.names import ASPECTS
from dashboard.demo.organs import Province
from organizations.models import Kind, Organization

# wording, class, form, level, people, minutes
MANNERS = (
    ("全省{topic}工作会议", "三类", "视频", "县", 140, 85),
    ("{topic}业务培训会", "四类", "现场", "市", 45, 180),
    ("{topic}推进会", "三类", "视频", "县", 130, 90),
    ("{topic}座谈会", "四类", "现场", "市", 30, 120),
    ("{topic}调度视频会", "四类", "视频", "县", 50, 60),
    ("{topic}现场交流会", "三类", "现场", "市", 90, 210),
)
# meetings of this year against the year before
PACES = (0.6, 0.5, 0.7, 0.55, 0.65, 0.9, 0.6)
QUIET_MONTH, SATURDAY = 8, 5


@dataclass(frozen=True, slots=True)
class Sitting:
    """One meeting that a unit means to hold, on its day."""

    organ: Organization
    day: date
    name: str
    category: str
    form: str
    level: str
    people: int
    minutes: int


def sittings(province: Province, year: int) -> Iterator[Sitting]:
    """Those of departments and cities in the order of their days; the unit without data holds none that is known."""
    for at, organ in enumerate(province.issuers):
        if organ.kind not in (Kind.DEPARTMENT, Kind.CITY):
            continue
        until = last_day(organ, year, date(year, 12, 31))
        since = max(organ.starts or date(year, 1, 1), date(year, 1, 1))
        if until is not None:
            yield from _of(organ, at, year, since, until, year == province.year)


def _of(organ: Organization, at: int, year: int, since: date, until: date, fewer: bool) -> Iterator[Sitting]:
    dice = Random(f"{organ.code} {year} meetings")
    usual = Random(f"{organ.code} meetings").randint(7, 12)
    amount = round(usual * PACES[at % len(PACES)]) if fewer else usual
    span = (until - since).days
    if span < 0:
        return
    own = organ.name.removesuffix("厅").removesuffix("局").removesuffix("市")
    aspects = dice.sample(ASPECTS, k=min(amount, len(ASPECTS)))
    for nth, aspect in enumerate(aspects):
        name, category, form, level, people, minutes = MANNERS[(at + nth) % len(MANNERS)]
        if organ.kind == Kind.CITY:
            name, level = name.replace("全省", "全市"), "县" if level == "市" else "乡镇"
        day = _working(since + timedelta(days=round(span * (nth + 0.5) / amount)))
        if since <= day <= until:
            yield Sitting(organ, day, name.format(topic=own + aspect), category, form, level, people, minutes)


def _working(day: date) -> date:
    """Neither on a weekend nor in the month without meetings."""
    if day.month == QUIET_MONTH:
        day = day.replace(month=7, day=min(day.day, 30))
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))
