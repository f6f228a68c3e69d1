"""Which meeting a text in 上级会议 means: by the number of its notice or its plan, else by its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from meetings.matching.likeness import core

# a meeting is passed on within a quarter, if at all
WITHIN = timedelta(days=90)


@dataclass(frozen=True)
class Above:
    """A meeting that may be meant; `path` is where its unit stands in the tree, `numbers` what it can be called by."""

    pk: int
    path: str
    name: str
    day: date
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Below:
    """A meeting held because of another; `number` is its text read as a number, empty where it is none."""

    pk: int
    path: str
    day: date
    text: str
    number: str = ""


@dataclass
class Uppers:
    """The meetings that may be meant, by number and by the core of their name."""

    by_number: dict[str, list[Above]] = field(default_factory=lambda: defaultdict(list))
    by_core: dict[str, list[Above]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, meetings: Iterable[Above]) -> Uppers:
        uppers = cls()
        for one in meetings:
            uppers.by_core[core(one.name)].append(one)
            for number in filter(None, one.numbers):
                uppers.by_number[number].append(one)
        return uppers

    def meant_by(self, below: Below) -> int | None:
        """The one meeting that is meant; None where none or several could be.

        It was held by a unit that does not stand below (or is) the unit itself, on the same day or up to a
        quarter before; of several the latest, if it is a single one.
        """
        named = self.by_number.get(below.number) or self.by_core.get(core(below.text), [])
        fitting = [
            one
            for one in named
            if below.day - WITHIN <= one.day <= below.day and one.pk != below.pk and not one.path.startswith(below.path)
        ]
        latest = max((one.day for one in fitting), default=None)
        found = [one.pk for one in fitting if one.day == latest]
        return found[0] if len(found) == 1 else None
