"""Documents from a few words each: derived once for each wording, then stamped with number and day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from documents.derive import DERIVED
from documents.deriving import Deriver, searched
from documents.importing import DOCUMENTS
from documents.models import Document
from registers.importing.writing import defaults, insert

ATTRIBUTES = (*DOCUMENTS.attributes, "key", "version", "corrected", "imported_by_id")


class Draft(NamedTuple):
    """A document before it has its number. `said` are fields that the register states outright."""

    day: date
    series: str
    title: str
    recipients: str
    said: tuple[tuple[str, Any], ...] = ()


@dataclass
class Moulds:
    """What every document of one organ, series, title, recipients and statements has in common."""

    deriver: Deriver
    kept: dict[tuple[int, Draft], dict[str, Any]] = field(default_factory=dict)
    blank: Mapping[str, Any] = field(default_factory=lambda: defaults(Document))

    def mould(self, organ: int, draft: Draft) -> dict[str, Any]:
        at = organ, draft._replace(day=date.min)
        found = self.kept.get(at)
        if found is None:
            found = self.kept[at] = self._cast(organ, draft)
        return found

    def _cast(self, organ: int, draft: Draft) -> dict[str, Any]:
        said = dict(draft.said)
        stated = {name: value for name, value in said.items() if name in DERIVED}
        values = {**self.blank, **said, "title": draft.title, "recipients": draft.recipients}
        values |= {"organization_id": organ, "series_text": draft.series}
        values |= {"series_id": self.deriver.series[draft.series].id, "given": sorted(stated), **searched(draft.title)}
        return values | self.deriver.derived(values, stated)


def numbered(drafts: Iterable[Draft], year: int, holes: frozenset[int] = frozenset()) -> Iterator[tuple[Draft, int]]:
    """Drafts in the order of their days with the serials of their series, leaving out `holes`."""
    last: dict[str, int] = {}
    for draft in sorted(drafts, key=lambda draft: draft.day):
        serial = last.get(draft.series, 0) + 1
        while serial in holes:
            serial += 1
        last[draft.series] = serial
        yield draft, serial


def stamp(mould: Mapping[str, Any], draft: Draft, serial: int, imported_by: int) -> tuple[Any, ...]:
    """The row of ATTRIBUTES: number, key and days on what the mould gives."""
    year = draft.day.year
    number = f"{draft.series}〔{year}〕{serial}号"
    own = {
        "number": number,
        "key": number,
        "raw_number": number,
        "number_search": f"{draft.series}{year}{serial}",
        "serial": serial,
        "issued_on": draft.day,
        "day": draft.day,
        "year": year,
        "version": 1,
        "imported_by_id": imported_by,
    }
    row = {**mould, **own}
    return tuple(row[name] for name in ATTRIBUTES)


def store(rows: Iterable[tuple[Any, ...]]) -> None:
    insert(Document, ATTRIBUTES, rows)
