"""What parsing and deriving may look at: loaded once for an import, three queries whatever the rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from organizations.models import Organization, Series


@dataclass(frozen=True, slots=True)
class Organ:
    """An organization as an import sees it. `id` is None while it only stands in the file being imported."""

    id: int | None
    code: str
    name: str
    short_name: str
    kind: str


@dataclass(frozen=True, slots=True)
class NumberSeries:
    """A registered 代字 and what follows from it for a document numbered in it."""

    id: int
    text: str
    organization_id: int
    in_name_of: str
    form: str
    counted: bool
    default_level: int
    numbering: str


class Organs:
    """Organizations by code, name and short name. A text that two of them bear finds neither."""

    def __init__(self, organs: Iterable[Organ] = ()) -> None:
        self.by_code: dict[str, Organ] = {}
        self.by_id: dict[int, Organ] = {}
        self._by_text: dict[str, Organ | None] = {}
        for organ in organs:
            self.add(organ)

    def add(self, organ: Organ) -> None:
        if organ.code in self.by_code:
            return
        self.by_code[organ.code] = organ
        if organ.id is not None:
            self.by_id[organ.id] = organ
        for text in {organ.name, organ.short_name} - {""}:
            self._by_text[text] = None if text in self._by_text else organ

    def find(self, text: str) -> Organ | None:
        return self.by_code.get(text) or self._by_text.get(text)

    def ambiguous(self, text: str) -> bool:
        return text not in self.by_code and text in self._by_text and self._by_text[text] is None

    @property
    def texts(self) -> list[str]:
        """Every name and short name, for suggestions."""
        return list(self._by_text)


@dataclass
class Context:
    """`today` is handed in: no parser reads a clock. `year` completes dates without one (3月5日).

    `organization` is the organ that the file is imported for, None for the whole province. `cache`
    is for what a register looks up once and keeps for the file, under its own name. `user` imports by a page;
    None is a command of the machine's owner.
    """

    today: date
    year: int | None = None
    organization: Organ | None = None
    organs: Organs = field(default_factory=Organs)
    series: dict[str, NumberSeries] = field(default_factory=dict)
    cache: dict[str, Any] = field(default_factory=dict)
    user: Any = None

    @classmethod
    def load(
        cls, today: date, *, year: int | None = None, organization: int | None = None, user: Any = None
    ) -> Context:
        """Two queries. `organization` is the primary key of the organ that the file is imported for."""
        organs = Organs(
            Organ(*row) for row in Organization.objects.values_list("pk", "code", "name", "short_name", "kind")
        )
        fields = ("pk", "text", "organization_id", "in_name_of", "form", "counted", "default_level", "numbering")
        series = {row[1]: NumberSeries(*row) for row in Series.objects.order_by().values_list(*fields)}
        owner = organs.by_id[organization] if organization is not None else None
        return cls(today, year, owner, organs, series, user=user)
