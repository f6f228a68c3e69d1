"""Cells to values, each column by its own parser; what cannot be read rejects its row with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from registers.importing.context import Context
from registers.importing.placing import Placement
from registers.importing.register import Column, Register
from registers.importing.row import Cell, Problem, Row
from registers.values import BadValue

# different texts of one column that are remembered: levels, organs and days repeat, titles do not
REMEMBERED = 5_000
# kinds of cells of which equal ones mean the same (1 and 1.0 and True are equal, and do not)
REPEATING = frozenset({str, int, date, datetime})


class ColumnReader:
    """One column of one file: reads a value once, however often it stands there."""

    def __init__(self, column: Column, placement: Placement, context: Context) -> None:
        self.column = column
        self.heading = placement.placed.get(column.name, "")
        self.fixed: Cell = placement.fixed.get(column.name)
        self.parse: Callable[[Cell, Context], Any] = column.parse
        self.context = context
        self.known: dict[Cell, Any] = {}

    def read(self, row: Row) -> Any:
        """The value in this row, None for blank. Raises BadValue."""
        cell = self.fixed if self.fixed is not None else row.cells.get(self.heading)  # type: ignore[union-attr]
        if cell is None:
            return None
        if type(cell) not in REPEATING:
            return self.parse(cell, self.context)
        value = self.known.get(cell, self)
        if value is self:
            value = self.parse(cell, self.context)
            if len(self.known) < REMEMBERED:
                self.known[cell] = value
        return value


class Parser:
    """All columns of one sheet."""

    def __init__(self, register: Register, placement: Placement, context: Context) -> None:
        self.register = register
        self.readers = [
            ColumnReader(column, placement, context) for column in register.columns if placement.says(column)
        ]
        self.absent = [column.at for column in register.columns if not placement.says(column)]
        self.owner: int | None = context.organization.id if context.organization else None

    def parse(self, rows: Iterable[Row]) -> None:
        """Fill row.values, or reject the row with every bad cell named."""
        for row in rows:
            if row.cells is None:
                row.reject("", None, classified_sentence())
            else:
                self.parse_row(row)

    def parse_row(self, row: Row) -> None:
        row.values = values = dict.fromkeys(self.absent)
        for reader in self.readers:
            column = reader.column
            try:
                value = values[column.at] = reader.read(row)
            except BadValue as bad:
                values[column.at] = None
                self.bad(row, reader, bad.message)
                continue
            if value is None and column.required and column.name != self.register.owner_column:
                self.bad(row, reader, _("“%(column)s”不能为空；请补填。") % {"column": column.heading})
        if self.register.owner and row.owner_problem is None and values.get(self.register.owner) is None:
            values[self.register.owner] = self.owner

    def bad(self, row: Row, reader: ColumnReader, message: str) -> None:
        """An organ that nobody knows is no harm where the row's series names the owner: judged after derive."""
        found = reader.fixed if reader.fixed is not None else row.cells.get(reader.heading)  # type: ignore[union-attr]
        problem = Problem(reader.heading or reader.column.heading, "" if found is None else str(found)[:200], message)
        if reader.column.name == self.register.owner_column:
            row.owner_problem = problem
        else:
            row.refuse(problem)


def classified_sentence() -> str:
    """Says nothing of the row but what may be said."""
    return _("这一行标有密级，没有读入，也没有留下任何内容；涉密文件只在“涉密文件数”里按月报件数。")
