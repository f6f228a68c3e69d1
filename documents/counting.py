"""两种数法: registered numbers and highest serials side by side, since real registers differ.

One and the same register can say 29.6 % fewer by one way of counting and 32 % more by the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from django.db.models import Count, Max, Q

from documents.metrics.serials import Hole, holes
from documents.models import DocumentQuerySet
from organizations.models import Numbering, Series

# holes of one series that are written out; more than these say nothing to a reader
SHOWN = 40


@dataclass
class Tally:
    """One series in one year: `numbers` that records bear, and the `highest` serial among them."""

    numbers: int = 0
    highest: int = 0


@dataclass
class Line:
    """One series of one issuer, this year and the one before."""

    organization: int
    issuer: str
    code: str
    series: str
    registered: bool
    continuous: bool
    counted: bool | None
    before: Tally = field(default_factory=Tally)
    now: Tally = field(default_factory=Tally)
    holes: list[Hole] = field(default_factory=list)

    @property
    def by_number(self) -> str:
        return change(self.before.numbers, self.now.numbers)

    @property
    def by_serial(self) -> str:
        return "" if self.continuous else change(self.before.highest, self.now.highest)

    @property
    def apart(self) -> bool:
        """The two ways of counting point in different directions."""
        if self.continuous:
            return False
        up = (self.now.numbers > self.before.numbers, self.now.highest > self.before.highest)
        down = (self.now.numbers < self.before.numbers, self.now.highest < self.before.highest)
        return up[0] != up[1] and down[0] != down[1]

    @property
    def missing(self) -> int:
        return sum(hole.last - hole.first + 1 for hole in self.holes)

    @property
    def ranges(self) -> list[str]:
        """2, 5, 7–9."""
        return [f"{h.first}" if h.first == h.last else f"{h.first}–{h.last}" for h in self.holes[:SHOWN]]

    @property
    def more_ranges(self) -> bool:
        return len(self.holes) > SHOWN


# changes that people hold against a limit: rounding never reaches one that the figures do not
THRESHOLDS = (0, 300, 500, 1000)


def change(before: int, now: int) -> str:
    """−34.6%: the change in percent, to one decimal, never rounded across a threshold (−29.96 % stays −29.9 %).

    "" where there was nothing before: there is nothing to compare with.
    """
    if not before:
        return ""
    exact = Fraction(abs(now - before) * 1000, before)
    tenths = int(exact + Fraction(1, 2))
    if tenths > exact and tenths in THRESHOLDS:
        tenths -= 1
    elif tenths < exact and tenths in THRESHOLDS:
        tenths += 1
    sign = "−" if now < before else "+" if now > before else ""
    return f"{sign}{tenths // 10}.{tenths % 10}%"


def count_both_ways(documents: DocumentQuerySet, year: int) -> list[Line]:
    """A line for each series of each issuer among the documents, this year against the year before.

    Three queries. Numbers are distinct numbers; rows without a number are in neither way of counting.
    """
    rows = (
        documents.filter(year__in=(year - 1, year), serial__gt=0)
        .order_by()
        .values_list(
            "organization_id",
            "organization__name",
            "organization__code",
            "organization__position",
            "series_id",
            "series_text",
            "year",
        )
        .annotate(
            numbers=Count("organization", filter=Q(repeats_number=False)), highest=Max("serial"), sample=Max("number")
        )
    )
    lines: dict[tuple[int, str], Line] = {}
    positions: dict[int, tuple[int, str]] = {}
    known = {one.pk: one for one in Series.objects.all()}
    for organization, name, code, position, series_id, text, of, numbers, highest, sample in rows:
        series = known.get(series_id)
        positions[organization] = (position, code)
        line = lines.setdefault(
            (organization, text),
            Line(
                organization,
                name,
                code,
                text,
                series is not None,
                series.numbering == Numbering.CONTINUOUS if series else str(of) not in sample,
                series.counted if series else None,
            ),
        )
        counted = line.now if of == year else line.before
        counted.numbers += numbers
        counted.highest = max(counted.highest, highest)
    _add_holes(lines.values(), year)
    return sorted(lines.values(), key=lambda line: (positions[line.organization], line.series))


def _add_holes(lines: Iterable[Line], year: int) -> None:
    """Holes of this year, for the registered series among the lines."""
    by_series: dict[str, Line] = {line.series: line for line in lines if line.registered}
    if not by_series:
        return
    found: dict[str, list[Hole]] = defaultdict(list)
    for hole in holes(year, frozenset(line.organization for line in by_series.values())):
        found[hole.series].append(hole)
    for text, line in by_series.items():
        line.holes = found.get(text, [])


def total(lines: Iterable[Line]) -> tuple[Tally, Tally]:
    """Before and now, of the series that count by default and number by year: what can be added up."""
    before, now = Tally(), Tally()
    for line in lines:
        if line.continuous or line.counted is False:
            continue
        before.numbers += line.before.numbers
        before.highest += line.before.highest
        now.numbers += line.now.numbers
        now.highest += line.now.highest
    return before, now
