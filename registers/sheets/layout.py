"""A sheet understood as found: where its header is, what its columns are called, which rows are data."""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from registers.sheets.headings import RUNNING, find_header, normalise_heading
from registers.sheets.ignored import ignored_rows
from registers.sheets.rows import Cell, Merged, Row, Sheet

__all__ = ["Layout", "data_rows", "normalise_heading", "understand"]

DITTO = frozenset({"同上", "同前", "〃", "″", "〞", "“", "”", "〝", '"', "''"})


@dataclass
class Layout:
    """`header_rows`: row numbers; `headings`: one a column, empty for columns that are left out (序号, empty ones);
    `first`: index in `sheet.rows` of the first row below the header; `ignored`: (row number, reason) of all others."""

    header_rows: tuple[int, ...]
    headings: tuple[str, ...]
    first: int
    ignored: list[tuple[int, str]]


def understand(sheet: Sheet, known: Collection[str]) -> Layout | None:
    """What the sheet is, given the headings that the register knows (normalised); None when no row looks like them.

    A column without a heading that has values is called by its letter (E列), a second one of the same name 备注(2).
    """
    header = find_header(sheet, frozenset(known))
    if header is None:
        return None
    first = header.index + header.depth
    names = named(header.names, sheet.rows[first:], known)
    return Layout(
        header_rows=tuple(row.number for row in sheet.rows[header.index : first]),
        headings=names,
        first=first,
        ignored=list(ignored_rows(sheet, header, names)),
    )


def named(names: tuple[str, ...], rows: list[Row], known: Collection[str]) -> tuple[str, ...]:
    """Headings without doubles; running numbers left out unless the register has such a column."""
    width = max([len(names), *(len(row.cells) for row in rows)])
    result, seen = [], {}
    for column in range(width):
        name = names[column] if column < len(names) else ""
        if not name and any(column < len(row.cells) and row.cells[column] is not None for row in rows):
            name = _("%(letter)s列") % {"letter": letter(column)}
        if name in RUNNING and name not in known:
            name = ""
        if name:
            seen[name] = seen.get(name, 0) + 1
            name = name if seen[name] == 1 else f"{name}({seen[name]})"
        result.append(name)
    return tuple(result)


def letter(column: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def data_rows(sheet: Sheet, layout: Layout) -> Iterator[tuple[int, dict[str, Cell]]]:
    """(row number, heading -> cell) of each data row; 同上 and lower cells of a merged range take the value above."""
    skipped = {number for number, _reason in layout.ignored}
    columns = [(column, name) for column, name in enumerate(layout.headings) if name]
    spans = {name: Spans(sheet.merged, column) for column, name in columns}
    spans = {name: found for name, found in spans.items() if found}
    last, last_number = {}, 0
    for row in sheet.rows[layout.first :]:
        if row.number in skipped:
            continue
        values = {name: at(row, column) for column, name in columns}
        for name, found in spans.items():
            origin = found.origin(row.number) if values[name] is None else None
            if origin is not None:
                # the range may begin in a row that is no data
                top = sheet.rows[origin - sheet.rows[0].number]
                values[name] = last.get(name) if last_number >= origin else at(top, found.column)
        for name, value in values.items():
            if type(value) is str and value.strip() in DITTO:
                values[name] = last.get(name, value)
        last, last_number = values, row.number
        yield row.number, values


def at(row: Row, column: int) -> Cell:
    return row.cells[column] if column < len(row.cells) else None


class Spans:
    """The ranges of one column that are merged downwards."""

    def __init__(self, merged: list[Merged], column: int) -> None:
        self.column = column
        down = sorted((span.first_row, span.last_row) for span in merged if spans_down(span, column))
        self.firsts = [first for first, _last in down]
        self.lasts = [last for _first, last in down]

    def __bool__(self) -> bool:
        return bool(self.firsts)

    def origin(self, number: int) -> int | None:
        """Number of the row that the range covering this row begins in; None for rows that are no lower part."""
        place = bisect_left(self.firsts, number) - 1
        return self.firsts[place] if place >= 0 and number <= self.lasts[place] else None


def spans_down(span: Merged, column: int) -> bool:
    """Only the left column of a block takes the value: a range over two columns does not fill the second."""
    return span.first_column == column and span.first_row < span.last_row
