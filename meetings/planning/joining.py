"""Meetings that could be held as one (套开): of the same unit (11.4), and of another (design 04)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from meetings.matching.likeness import likeness
from meetings.planning.line import Limits, Line

# another unit's meeting is proposed only where both are about something alike
ALIKE = Fraction(2, 5)

Bucket = tuple[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A meeting that another unit has submitted or had approved; its name is compared and never shown."""

    unit: str
    name: str
    month: int
    form: str


def bucket(line: Line, limits: Limits) -> Bucket | None:
    """What two lines share that could be joined: level reached and month; None for a line that is not to be joined."""
    if line.joined_to is not None or line.month is None or not line.level:
        return None
    if line.length is None or line.length > limits.joinable:
        return None
    return line.level, line.month


def leads(lines: Iterable[Line], limits: Limits) -> dict[int | None, Line]:
    """For the second and every later line of a bucket, the first one: with whom it could be joined. In one pass."""
    first: dict[Bucket, Line] = {}
    found: dict[int | None, Line] = {}
    for line in lines:
        place = bucket(line, limits)
        if place is None:
            continue
        lead = first.setdefault(place, line)
        if lead is not line:
            found[line.id] = lead
    return found


def nearby(
    lines: Iterable[Line], others: Mapping[Bucket, list[Neighbour]], limits: Limits
) -> dict[int | None, Neighbour]:
    """For each line the most alike meeting of another unit: same month, same level, same form."""
    found: dict[int | None, Neighbour] = {}
    for line in lines:
        place = bucket(line, limits)
        best = ALIKE
        for other in others.get(place, ()) if place else ():
            if other.form == line.form and (alike := likeness(line.name, other.name)) >= best:
                best, found[line.id] = alike, other
    return found


def by_bucket(pairs: Iterable[tuple[Line, Neighbour]], limits: Limits) -> dict[Bucket, list[Neighbour]]:
    """Other units' meetings by what they share with ours."""
    found: dict[Bucket, list[Neighbour]] = defaultdict(list)
    for line, neighbour in pairs:
        place = bucket(line, limits)
        if place:
            found[place].append(neighbour)
    return dict(found)
