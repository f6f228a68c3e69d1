"""The 30 measures under their seven parts, with what the person may see of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from dashboard.judged import in_words, tallied, visible, worst
from dashboard.year import Look
from measures.catalogue import Measure, Part
from measures.restricted import MEASURES
from measures.status import Status


@dataclass(frozen=True)
class Entry:
    """`counts`: statuses of its standings, worst first. `awaited`: how many of its demands wait for a register."""

    measure: Measure
    status: Status | None
    counts: list[tuple[Status, int]]
    awaited: int

    @property
    def restricted(self) -> bool:
        """Of measures 22 to 25 the person sees nothing but the province's totals."""
        return self.status is None and self.measure.number in MEASURES

    @property
    def demands(self) -> int:
        return len(self.measure.obligations)


def entries(user: Any, look: Look, words: str = "", kind: str = "", status: str = "") -> list[Entry]:
    """In the catalogue's order; those that the words, the kind and the worst status let through."""
    tally = tallied(user, look, visible(user), "obligation")
    found = (_entry(measure, look, tally) for measure in look.rules.measures if not kind or measure.kind == kind)
    return [
        one
        for one in found
        if _matches(one.measure, words) and (not status or (one.status is not None and one.status == status))
    ]


def _entry(measure: Measure, look: Look, tally: Mapping[str, Counter[Status]]) -> Entry:
    counted: Counter[Status] = Counter()
    for one in measure.obligations:
        counted += tally.get(one.key, Counter())
    awaited = sum(one.awaits is not None for one in measure.obligations)
    return Entry(measure, worst(counted), in_words(counted), awaited)


def _matches(measure: Measure, words: str) -> bool:
    """Every word stands in the number, the titles, the summary or a demand, in either language."""
    texts = [measure.title, measure.short, measure.summary, *(one.demand for one in measure.obligations)]
    whole = " ".join([str(measure.number), *(f"{text.zh} {text.en}" for text in texts)]).casefold()
    return all(word in whole for word in words.casefold().split())


def by_part(found: list[Entry]) -> Iterator[tuple[Part, list[Entry]]]:
    for part, some in groupby(found, key=lambda one: one.measure.part):
        yield part, list(some)
