"""What a typed 对象 and 配合单位 mean, by the table of organizations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from inspections.derive import Places, Reach, reached
from inspections.deriving import load_places
from organizations.models import Kind, Organization

_BETWEEN = re.compile(r"[、,，;；/\s]+")


@dataclass(frozen=True)
class Directory:
    """`places`: cities, counties, townships; `units`: departments by name and short name."""

    places: Places
    units: dict[str, int]

    @classmethod
    def load(cls) -> Directory:
        """Two queries."""
        rows = Organization.objects.filter(kind__in=[Kind.DEPARTMENT, Kind.LEADING])
        units: dict[str, int] = {}
        for pk, name, short in rows.values_list("pk", "name", "short_name"):
            units |= {text: pk for text in (name, short) if text}
        return cls(load_places(), units)

    def reach(self, text: str) -> Reach:
        return reached(text, self.places)

    def partners(self, text: str, lead: int) -> list[int]:
        """Units named in 配合单位, the lead itself aside; what is no unit of the table stays text."""
        named: Iterable[str] = _BETWEEN.split(text)
        return list(dict.fromkeys(self.units[one] for one in named if one in self.units and self.units[one] != lead))
