"""Proposals: each held meeting with at most one line of the plan, each line with at most one meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from meetings.matching.likeness import likeness

# days by which a meeting may be held before or after what was planned
WINDOW = 15
# below this the names are of different matters: 主题教育动员大会 and 主题教育总结大会 are three fifths alike
LEAST = Fraction(2, 3)


@dataclass(frozen=True)
class Planned:
    """A line of the plan: whose, its name, its first and last planned day."""

    pk: int
    organization: int
    name: str
    starts: date
    ends: date

    def days_from(self, day: date) -> int:
        """Days between a day and the planned span; 0 inside it."""
        return max((self.starts - day).days, (day - self.ends).days, 0)


@dataclass(frozen=True)
class Held:
    pk: int
    organization: int
    name: str
    day: date


@dataclass(frozen=True)
class Proposal:
    held: int
    planned: int
    likeness: Fraction
    days: int


def candidates(
    held: Held,
    lines: Iterable[Planned],
    refused: Collection[tuple[int, int]] = (),
    *,
    window: int = WINDOW,
    least: Fraction = LEAST,
) -> list[Proposal]:
    """Lines of the same unit whose planned days are at most `window` days away and whose name is alike enough.

    The most alike first, then the nearest day; without the pairs (meeting, line) that a person has refused.
    """
    found = []
    for line in lines:
        days = line.days_from(held.day)
        if line.organization != held.organization or days > window or (held.pk, line.pk) in refused:
            continue
        alike = likeness(held.name, line.name)
        if alike >= least:
            found.append(Proposal(held.pk, line.pk, alike, days))
    return sorted(found, key=_best_first)


def propose(
    held: Iterable[Held],
    lines: Iterable[Planned],
    refused: Collection[tuple[int, int]] = (),
    *,
    window: int = WINDOW,
    least: Fraction = LEAST,
) -> list[Proposal]:
    """The best pairs overall; a line or a meeting that is taken is not proposed a second time."""
    by_organization: dict[int, list[Planned]] = defaultdict(list)
    for line in lines:
        by_organization[line.organization].append(line)
    pairs = [
        pair
        for one in held
        for pair in candidates(one, by_organization[one.organization], refused, window=window, least=least)
    ]
    taken_meetings: set[int] = set()
    taken_lines: set[int] = set()
    chosen = []
    for pair in sorted(pairs, key=_best_first):
        if pair.held not in taken_meetings and pair.planned not in taken_lines:
            taken_meetings.add(pair.held)
            taken_lines.add(pair.planned)
            chosen.append(pair)
    return chosen


def _best_first(pair: Proposal) -> tuple[Fraction, int, int, int]:
    return (-pair.likeness, pair.days, pair.planned, pair.held)
