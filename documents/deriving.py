"""Deriving on records: the pure rules of `documents.derive` with the series, organs and scope table in force.

Loaded once for an import, a page or a whole re-derivation; three queries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from documents.derive import DERIVED, Given, Scope, derived
from documents.derive.day import year_and_day
from documents.derive.level import level_reached
from documents.models import ScopeTable
from documents.searching import initials
from organizations.models import Kind, Level
from registers.importing.context import Context, NumberSeries, Organs
from registers.values import BadValue, Number, document_number, search_key

_LEVEL_OF_KIND = {Kind.CITY: Level.CITY, Kind.COUNTY: Level.COUNTY, Kind.TOWNSHIP: Level.TOWNSHIP}
# how a number that cannot be told from its own text is completed by its issuer (省政府令第219号)
NEEDS_ISSUER = "no_issuer"
# texts of recipients that are remembered while a file is derived
REMEMBERED = 5_000


@dataclass
class Deriver:
    """What deriving a document looks at besides the document."""

    organs: Organs
    series: Mapping[str, NumberSeries]
    scope: Scope
    _levels: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, context: Context) -> Deriver:
        return cls(context.organs, context.series, ScopeTable.objects.in_force().scope)

    @classmethod
    def load(cls, today: date) -> Deriver:
        return cls.of(Context.load(today))

    @cached_property
    def names(self) -> dict[str, str]:
        """Registered 代字 → 名义."""
        return {text: series.in_name_of for text, series in self.series.items()}

    @cached_property
    def places(self) -> dict[str, int]:
        """Names of cities, counties and townships → level."""
        levels = {organ: _LEVEL_OF_KIND.get(Kind(organ.kind)) for organ in self.organs.by_code.values()}
        return {text: level for organ, level in levels.items() if level for text in (organ.name, organ.short_name)}

    def numbered(self, number: Number | None, raw: str, issuer: str) -> dict[str, Any]:
        """The attributes that a number gives a document, all blank without one."""
        if number is None:
            return {"number": "", "raw_number": raw, "number_search": ""} | _NO_SERIES
        if NEEDS_ISSUER in number.flags and issuer:
            number = _completed(number, issuer)
        series = self.series.get(number.series)
        return {
            "number": number.text,
            "raw_number": raw,
            "number_search": number_key(number),
            "series_text": number.series,
            "series_id": series.id if series else None,
            "serial": number.serial,
        }

    def dated(self, number: Number | None, issued_on: date) -> dict[str, Any]:
        year, day = year_and_day(number.year if number else None, issued_on)
        return {"year": year, "day": day}

    def derived(self, values: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
        """The derived fields of a document with these attributes; `said` stands."""
        series = self.series.get(values["series_text"])
        organ = self.organs.by_id.get(values["organization_id"])
        given = Given(
            title=values["title"],
            issuer=organ.name if organ else "",
            series_text=values["series_text"],
            series=series,
            said={"level": self.level(values.get("recipients") or "", series), **said},
            names=self.names,
        )
        return derived(given, self.scope)

    def level(self, recipients: str, series: NumberSeries | None) -> int:
        default = series.default_level if series else Level.UNKNOWN
        found = self._levels.get((recipients, default))
        if found is None:
            found = level_reached(recipients, default, self.places)
            if len(self._levels) < REMEMBERED:
                self._levels[recipients, default] = found
        return found


def number_key(number: Number) -> str:
    """search_key of the number's text, without reading again what is of the usual shape."""
    if number.text == f"{number.series}〔{number.year}〕{number.serial}号":
        return f"{number.series}{number.year}{number.serial}".lower()
    return search_key(number.text)


_NO_SERIES = {"series_text": "", "series_id": None, "serial": None}


def _completed(number: Number, issuer: str) -> Number:
    try:
        return document_number(number.raw, issuer=issuer) or number
    except BadValue:
        return number


def said_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """The derived fields that a row states itself: neither None nor an empty text."""
    return {name: values[name] for name in DERIVED if values.get(name) not in (None, "")}


def number_of(text: str) -> Number | None:
    """The parts of a number as it is stored; None for a document without one."""
    return document_number(text) if text else None


def searched(title: str) -> dict[str, str]:
    return {"title_search": initials(title)}
