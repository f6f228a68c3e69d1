"""The registers of documents issued: the crafted ones among thousands of ordinary ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from dashboard.demo.crafted import HOLES, QUIET, crafted
from dashboard.demo.moulds import Draft, Moulds, numbered, stamp
from dashboard.demo.organs import MERGED_INTO, NEW_DEPARTMENT, Province
from dashboard.demo.scale import Scale
from dashboard.demo.wording import TO_COUNTIES, letter, recipients, statements, title
from organizations.models import Kind, Organization

# this one has not handed in anything
WITHOUT_DATA = "商贸流通厅"
# this one is a month behind
BEHIND = "文旅推广厅"
# documents of this year against the year before: the measure asks for a fall by 30 to 50 %
PACES = (0.62, 0.72, 0.55, 0.6, 0.48, 0.76, 0.58, 1.04, 0.52, 0.62)
LETTERS = 0.25
CARELESS = 0.002
FRIDAY = 4
# of what reaches the counties, as many are remembered to be found again in their registers
REMEMBERED = 4_000


@dataclass
class Sent:
    """A document that reaches the counties, as their registers will name it."""

    day: date
    number: str
    title: str
    series: str
    sender: Organization


@dataclass
class Issuing:
    """Yields the rows of one year, organ after organ, and remembers what the counties received."""

    province: Province
    scale: Scale
    moulds: Moulds
    sent: dict[int, list[Sent]] = field(default_factory=dict)

    def rows(self, year: int, imported_by: int) -> Iterator[tuple[Any, ...]]:
        own = {organ: text for text, organ in self._series().items()}
        for at, organ in enumerate(self.province.issuers):
            drafts = self._drafts(organ, at, year, *own[organ.pk])
            holes = HOLES.get(organ.name, frozenset()) if year == self.province.year else frozenset()
            for draft, serial in numbered(drafts, year, holes):
                self._remember(organ, draft, serial)
                yield stamp(self.moulds.mould(organ.pk, draft), draft, serial, imported_by)

    def _series(self) -> dict[tuple[str, str], int]:
        """(counted series, letters) → organ."""
        by_organ: dict[int, list[str]] = {}
        for series in self.moulds.deriver.series.values():
            by_organ.setdefault(series.organization_id, []).insert(0 if series.counted else 1, series.text)
        return {(texts[0], texts[1]): organ for organ, texts in by_organ.items()}

    def _drafts(self, organ: Organization, at: int, year: int, series: str, letters: str) -> list[Draft]:
        until = last_day(organ, year, self.province.today)
        since = max(organ.starts or date(year, 1, 1), date(year, 1, 1))
        if until is None or since > until:
            return []
        dice = Random(f"{organ.code} {year}")
        found = crafted(organ.name, series, year, self.province.today)
        days = _weekdays(year)
        for _ in range(self._amount(organ, at, year, dice)):
            day = dice.choice(days)
            text, numbers = (letter, letters) if dice.random() < LETTERS else (title, series)
            words = text(organ, dice)
            to = recipients(organ, dice, organ.name in QUIET)
            found.append(Draft(day, numbers, words, to, statements(organ, words, dice, CARELESS)))
        return [draft for draft in found if since <= draft.day <= until]

    def _amount(self, organ: Organization, at: int, year: int, dice: Random) -> int:
        """An organ writes between half and half as much again of the average; years differ by their pace."""
        usual = self.scale.documents / len(self.province.issuers)
        own = usual * Random(organ.code).uniform(0.5, 1.5)
        return round(own * (PACES[at % len(PACES)] if year == self.province.year else dice.uniform(0.95, 1.05)))

    def _remember(self, organ: Organization, draft: Draft, serial: int) -> None:
        kept = self.sent.setdefault(draft.day.year, [])
        if draft.recipients == TO_COUNTIES and organ.kind != Kind.CITY and len(kept) < REMEMBERED:
            number = f"{draft.series}〔{draft.day.year}〕{serial}号"
            kept.append(Sent(draft.day, number, draft.title, draft.series, organ))


def last_day(organ: Organization, year: int, today: date) -> date | None:
    """The last day of the year that the organ's registers hold; None for one that keeps none in it."""
    if organ.name == WITHOUT_DATA or (organ.name in (NEW_DEPARTMENT, MERGED_INTO) and year < today.year):
        return None
    last = min(date(year, 12, 31), today)
    if organ.name == BEHIND and year == today.year:
        last = max(last - timedelta(days=30), date(year, 1, 1))
    return min(last, organ.ends - timedelta(days=1)) if organ.ends else last


@cache
def _weekdays(year: int) -> tuple[date, ...]:
    days = (date(year, 1, 1) + timedelta(days=at) for at in range(366))
    return tuple(day for day in days if day.year == year and day.weekday() <= FRIDAY)
