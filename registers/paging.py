"""Keyset pages: the address names the row after which a page goes on, so that page 1,000 costs as much as page 1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, CharField, DateField, F, Field, Func, Value
from django.db.models.query import QuerySet

SIZE = 50


class Beyond(Func):
    """(column, id) < (value, id): one row comparison, which both databases answer from an index.

    The same as an OR of two conditions takes fifteen times as long.
    """

    output_field = BooleanField()
    conditional = True

    def __init__(self, column: str, operator: str, value: Any, pk: int, of: Field[Any, Any]) -> None:
        super().__init__(F(column), F("pk"), Value(value, output_field=of), Value(pk))
        self.operator = operator

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.operator!r}, {self.source_expressions!r})"

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        compiled = [compiler.compile(part) for part in self.source_expressions]
        column, pk, value, pk_value = (sql for sql, _params in compiled)
        params = [param for _sql, some in compiled for param in some]
        return f"({column}, {pk}) {self.operator} ({value}, {pk_value})", params


@dataclass(frozen=True)
class Order:
    """Rows by one column and their primary key; `kind` reads the column's value from a mark in the address."""

    column: str
    falling: bool
    kind: type[date] | type[str] = date

    def mark(self, row: dict[str, Any]) -> str:
        value = row[self.column]
        return f"{value.isoformat() if isinstance(value, date) else value}.{row['pk']}"

    def read(self, mark: str) -> tuple[Any, int] | None:
        """None for what is no mark: the page then begins at the first row."""
        value, _dot, pk = mark.rpartition(".")
        if not pk.isascii() or not pk.isdigit() or len(pk) > 18:
            return None
        try:
            return (date.fromisoformat(value) if self.kind is date else value), int(pk)
        except ValueError:
            return None

    @property
    def of(self) -> Field[Any, Any]:
        return DateField() if self.kind is date else CharField()


@dataclass(frozen=True)
class Page:
    """`after` and `before` are marks for the address, empty where there is nothing more."""

    rows: list[dict[str, Any]]
    after: str = ""
    before: str = ""


def page(rows: QuerySet[Any, dict[str, Any]], order: Order, *, after: str = "", before: str = "") -> Page:
    """`SIZE` rows, as `.values()`, of the order, from a mark on. One query, never a count."""
    behind, ahead = order.read(after), order.read(before)
    backwards = ahead is not None and behind is None
    place = ahead if backwards else behind
    falling = order.falling != backwards
    if place is not None:
        rows = rows.filter(Beyond(order.column, "<" if falling else ">", *place, order.of))
    sign = "-" if falling else ""
    found = list(rows.order_by(f"{sign}{order.column}", f"{sign}pk")[: SIZE + 1])
    more, found = len(found) > SIZE, found[:SIZE]
    if not found:
        return Page([])
    if backwards:
        found.reverse()
    goes_on, goes_back = (True, more) if backwards else (more, place is not None)
    return Page(found, order.mark(found[-1]) if goes_on else "", order.mark(found[0]) if goes_back else "")
