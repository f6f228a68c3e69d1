"""Chains: a meeting and the ones held below because of it, with the hours of people they take together (11.2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef

from meetings.actions.trace import Trace
from meetings.matching.superior import WITHIN, Above, Below, Uppers
from meetings.models import Meeting, MeetingQuerySet
from registers.values import search_key

# province, city, county, township, village: no chain is deeper
DEEPEST = 5
# a half day where no minutes are known, as in 13.1
HALF_DAY = 240
SHOWN = (
    "pk",
    "superior_id",
    "organization__name",
    "organization__short_name",
    "name",
    "day",
    "form",
    "level",
    "minutes",
    "half_days",
    "people",
)


@dataclass(frozen=True)
class Link:
    """One meeting of a chain; `depth` is 0 for the one that it begins with."""

    pk: int
    depth: int
    organ: str
    name: str
    day: date
    form: str
    level: int
    minutes: int | None
    people: int | None

    @property
    def hours(self) -> Decimal | None:
        """Hours of people: minutes × people ÷ 60. None where either is not known, which is not zero."""
        if self.minutes is None or self.people is None:
            return None
        return Decimal(self.minutes * self.people) / 60


@dataclass
class Chain:
    """`links` begin with the meeting above all; each is followed by those held because of it."""

    links: list[Link] = field(default_factory=list)

    @property
    def first(self) -> Link:
        return self.links[0]

    @property
    def hours(self) -> Decimal:
        """Of the meetings whose hours are known."""
        return sum((one.hours for one in self.links if one.hours is not None), Decimal(0))

    @property
    def unknown(self) -> int:
        """Meetings of the chain whose hours nobody knows."""
        return sum(one.hours is None for one in self.links)

    @property
    def below(self) -> int:
        return len(self.links) - 1


def beginnings(visible: MeetingQuerySet) -> MeetingQuerySet:
    """Those of the meetings that others were held because of, and that stand under none of them themselves.

    Only what `visible` holds is a chain: to a city its own meeting is the first one.
    """
    passed_on = visible.filter(superior=OuterRef("pk"))
    above = visible.filter(pk=OuterRef("superior"))
    return visible.filter(Exists(passed_on)).exclude(Exists(above))


def chains(first: Sequence[dict[str, Any]], visible: MeetingQuerySet) -> list[Chain]:
    """The chain of each of the meetings (SHOWN, as `.values()`); a query for each level, however many there are."""
    below: dict[int, list[dict[str, Any]]] = {}
    known = {row["pk"] for row in first}
    level: Collection[int] = known
    for _depth in range(DEEPEST):
        rows = list(visible.filter(superior__in=level).exclude(pk__in=known).order_by("day", "pk").values(*SHOWN))
        for row in rows:
            below.setdefault(row["superior_id"], []).append(row)
        level = {row["pk"] for row in rows}
        known |= level
        if not level:
            break
    return [Chain(list(_links(row, below, 0))) for row in first]


def _links(row: dict[str, Any], below: dict[int, list[dict[str, Any]]], depth: int) -> Iterable[Link]:
    minutes = row["minutes"]
    if minutes is None and row["half_days"] is not None:
        minutes = row["half_days"] * HALF_DAY
    organ = row["organization__short_name"] or row["organization__name"]
    yield Link(row["pk"], depth, organ, row["name"], row["day"], row["form"], row["level"], minutes, row["people"])
    for under in below.get(row["pk"], ()):
        yield from _links(under, below, depth + 1)


def resolve_superiors(years: Collection[int], trace: Trace) -> int:
    """Find the meeting that each unresolved 上级会议 of these years means; how many were found.

    Belongs in a transaction. What nobody can tell stays a text.
    """
    waiting = Meeting.objects.filter(superior=None, year__in=years).exclude(superior_text="")
    lower = list(waiting.select_related("organization").order_by("pk"))
    if not lower:
        return 0
    days = (min(one.day for one in lower) - WITHIN, max(one.day for one in lower))
    uppers = Uppers.of(_uppers(Meeting.objects.filter(day__range=days)))
    found = 0
    for one in lower:
        text = one.superior_text
        meant = uppers.meant_by(Below(one.pk, one.organization.path, one.day, text, search_key(text)))
        if meant is not None:
            found += trace.change(one, "linked", text, superior_id=meant)
    return found


def _uppers(meetings: MeetingQuerySet) -> Iterable[Above]:
    rows = meetings.values_list("pk", "organization__path", "name", "day", "notice_number", "plan_number")
    for pk, path, name, day, notice, plan in rows.iterator(chunk_size=5000):
        yield Above(pk, path, name, day, (search_key(notice), search_key(plan)))
