"""One row of a sheet on its way into a register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

Cell = str | int | float | Decimal | date | bool | None
# attribute of the record → value; foreign keys by their id ("organization_id")
Values = MutableMapping[str, Any]


class Packed(MutableMapping[str, Any]):
    """Values of one record in a list, in an order that all records of a file share: a third of a dict's memory.

    `order` maps each attribute to its place in `data`; nothing can be added or removed.
    """

    __slots__ = ("data", "order")

    def __init__(self, order: Mapping[str, int], data: list[Any]) -> None:
        self.order = order
        self.data = data

    def __getitem__(self, name: str) -> Any:
        return self.data[self.order[name]]

    def __setitem__(self, name: str, value: Any) -> None:
        self.data[self.order[name]] = value

    def __delitem__(self, name: str) -> None:
        raise TypeError("every record has all its attributes")

    def __iter__(self) -> Iterator[str]:
        return iter(self.order)

    def __len__(self) -> int:
        return len(self.order)

    def values(self) -> list[Any]:  # type: ignore[override]
        """In the order of the register's attributes."""
        return self.data

    def get(self, name: str, default: Any = None) -> Any:
        place = self.order.get(name)
        return default if place is None else self.data[place]


class Verdict(StrEnum):
    """What becomes of a row. Every row of a file has exactly one."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is rejected: the heading and the value as found, and a sentence that says how to put it right."""

    column: str
    value: str
    message: str


@dataclass(slots=True)
class Row:
    """`sheet` is the name of its sheet and `number` the row number that a person sees there (from 1).

    `cells` is None for a row that may not be kept at all (classified): it holds nothing but its number.
    `old` holds the stored values that a changed row replaces, `changes` the attributes that differ.
    `owner_problem`: the organ it names is unknown, which only matters if nothing else names the owner.
    """

    sheet: str
    number: int
    cells: dict[str, Cell] | None
    values: Values = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    notes: Sequence[str] = ()
    verdict: Verdict = Verdict.NEW
    key: str = ""
    pk: int | None = None
    version: int = 0
    old: Values = field(default_factory=dict)
    changes: tuple[str, ...] = ()
    owner_problem: Problem | None = None

    def reject(self, column: str, value: Any, message: str) -> None:
        """Reject the row; `column` is the heading a person knows, empty when the whole row is meant."""
        self.refuse(Problem(column, "" if value is None else str(value)[:200], message))

    def refuse(self, problem: Problem) -> None:
        self.problems = [*self.problems, problem]
        self.verdict = Verdict.REJECTED

    def note(self, message: str) -> None:
        """Something worth knowing that does not keep the row out; shown beside it in the preview."""
        self.notes = [*self.notes, message]
