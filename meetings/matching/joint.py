"""What a joint conference could join or cut among the meetings that are planned (measure 10, 11.4): pure rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from meetings.matching.likeness import likeness

# meetings of different units are proposed for joining where both are about something alike
ALIKE = Fraction(2, 5)
# one unit's second meeting on the same matter within this many days is proposed for cutting
SAME = Fraction(2, 3)
SOON = 90
HALF_DAY = 240


@dataclass(frozen=True)
class Coming:
    """A meeting planned: whose, its name and first and last day, how far down, in which form and how long."""

    pk: int
    organization: int
    name: str
    starts: date
    ends: date
    level: int
    form: str
    minutes: int | None

    @property
    def month(self) -> tuple[int, int] | None:
        """(year, month) where the time names one month."""
        first, last = (self.starts.year, self.starts.month), (self.ends.year, self.ends.month)
        return first if first == last else None


@dataclass(frozen=True)
class Idea:
    """`lead` stays, `others` are joined to it (or, with `cut`, are not held)."""

    lead: int
    others: tuple[int, ...]
    cut: bool = False


def ideas(meetings: Sequence[Coming], *, half_day: int = HALF_DAY) -> list[Idea]:
    """The system's proposals: first what could be joined, then what would be met on again; each meeting in one.

    Joined are meetings of one month and level of at most half a day: those of one unit whatever they are about,
    those of several units in the same form and about something alike. The earliest leads.
    """
    ordered = sorted(meetings, key=lambda one: (one.starts, one.pk))
    taken: set[int] = set()
    found = _joins(ordered, half_day, taken)
    return [*found, *_repeats(ordered, taken)]


def _joins(meetings: Sequence[Coming], half_day: int, taken: set[int]) -> list[Idea]:
    by_place: dict[Hashable, list[Coming]] = defaultdict(list)
    for one in meetings:
        if one.month and one.level and one.minutes is not None and one.minutes <= half_day:
            by_place[one.month, one.level].append(one)
    found = []
    for same in by_place.values():
        for lead in same:
            if lead.pk in taken:
                continue
            others = tuple(one.pk for one in same if one is not lead and one.pk not in taken and _joinable(lead, one))
            if others:
                taken.update((lead.pk, *others))
                found.append(Idea(lead.pk, others))
    return found


def _joinable(lead: Coming, other: Coming) -> bool:
    if lead.organization == other.organization:
        return True
    return lead.form == other.form and likeness(lead.name, other.name) >= ALIKE


def _repeats(meetings: Iterable[Coming], taken: set[int]) -> list[Idea]:
    by_unit: dict[int, list[Coming]] = defaultdict(list)
    for one in meetings:
        if one.pk not in taken:
            by_unit[one.organization].append(one)
    found = []
    for own in by_unit.values():
        for place, lead in enumerate(own):
            if lead.pk in taken:
                continue
            later = (one for one in own[place + 1 :] if one.pk not in taken)
            again = tuple(
                one.pk
                for one in later
                if (one.starts - lead.ends).days <= SOON and likeness(lead.name, one.name) >= SAME
            )
            if again:
                taken.update((lead.pk, *again))
                found.append(Idea(lead.pk, again, cut=True))
    return found
