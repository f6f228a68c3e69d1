"""The header of a table: which row or two rows it is, and what its columns are called."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from registers.sheets.rows import Cell, Merged, Row, Sheet
from registers.values.text import condensed

# rows from the top among which the header is looked for; forms with long instructions above have about thirty
SEARCHED = 60
# a heading is a name, not a sentence
LONGEST = 60
MARKS = re.compile(r"^[*※★]+|[*※★::]+$|\((?:必填|选填|可选)\)$")
RUNNING = {"序号", "顺序号", "行号", "no", "no.", "#", "序"}


def normalise_heading(cell: Cell) -> str:
    """The heading without spaces, line breaks, full-width forms, capital letters and marks such as * or (必填)."""
    name, before = condensed(cell).lower(), None
    while name != before:
        name, before = MARKS.sub("", name), name
    return name


@dataclass(frozen=True)
class Header:
    """`names`: a name for each column, empty where there is none; `index` of its first row; `depth` in rows."""

    index: int
    depth: int
    names: tuple[str, ...]
    score: float


def find_header(sheet: Sheet, known: Collection[str]) -> Header | None:
    """The candidate with most known headings; of equals the first, and two rows only where merging proves them.

    Two known headings are enough; a single one needs a row of at least three.
    """
    best = None
    merged = [span for span in sheet.merged if span.first_row <= sheet.rows[0].number + SEARCHED] if sheet.rows else []
    for index, row in enumerate(sheet.rows[:SEARCHED]):
        if len({normalise_heading(cell) for cell in row.cells} - {""}) < 2:
            continue
        for candidate in (single(sheet, index, merged, known), double(sheet, index, merged, known)):
            if candidate and enough(candidate) and (best is None or candidate.score > best.score):
                best = candidate
    return best


def enough(candidate: Header) -> bool:
    return candidate.score >= 2 or (candidate.score == 1 and len(set(candidate.names) - {""}) >= 3)


def single(sheet: Sheet, index: int, merged: list[Merged], known: Collection[str]) -> Header:
    """The row by itself."""
    names = spread(sheet.rows[index], merged)
    return Header(index, 1, tuple(names), len(set(names) & set(known)))


def double(sheet: Sheet, index: int, merged: list[Merged], known: Collection[str]) -> Header | None:
    """The row with the one below it. Merging over both proves it, or else names below that the register knows."""
    if index + 1 >= len(sheet.rows):
        return None
    row, below = sheet.rows[index], sheet.rows[index + 1]
    proved = any(span.first_row == row.number and span.last_row == below.number for span in merged)
    if any(not isinstance(cell, str | None) or len(str(cell)) > LONGEST for cell in below.cells):
        return None
    tops, bottoms = spread(row, merged), spread(below, merged)
    width = max(len(tops), len(bottoms))
    tops, bottoms = padded(tops, width), padded(bottoms, width)
    if not proved and any(top in known and bottom for top, bottom in zip(tops, bottoms, strict=True)):
        return None
    tops = carried(tops, bottoms)
    names = joined(tops, bottoms, known)
    score = len((set(names) | {top for top, name in zip(tops, names, strict=True) if name}) & set(known))
    if not proved and not set(bottoms) & set(known):
        return None
    return Header(index, 2, tuple(names), score + proved * 0.5)


def spread(row: Row, merged: list[Merged]) -> list[str]:
    """Names of one row, a range merged to the right giving its name to all its columns."""
    names = [normalise_heading(cell) if not isinstance(cell, str) or len(cell) <= LONGEST else "" for cell in row.cells]
    for span in merged:
        if span.first_row == row.number and span.first_column < len(names):
            reach = span.last_column + 1
            names = padded(names, min(reach, 200))
            names[span.first_column : reach] = [names[span.first_column]] * (len(names[span.first_column : reach]))
    return names


def padded(names: list[str], width: int) -> list[str]:
    return names + [""] * (width - len(names))


def carried(tops: list[str], bottoms: list[str]) -> list[str]:
    """In CSV a merged heading stands over its first column only: the next ones take it while they have a lower name."""
    result: list[str] = []
    for column, (top, bottom) in enumerate(zip(tops, bottoms, strict=True)):
        inherits = not top and bottom and column and bottoms[column - 1]
        result.append(result[-1] if inherits else top)
    return result


def joined(tops: list[str], bottoms: list[str], known: Collection[str]) -> list[str]:
    """上级/下级; the lower name alone where the register knows it and no other column has it."""
    often = Counter(bottoms)
    names = []
    for top, bottom in zip(tops, bottoms, strict=True):
        both = f"{top}/{bottom}"
        if not top or not bottom or top == bottom:
            names.append(top or bottom)
        elif both not in known and bottom in known and often[bottom] == 1:
            names.append(bottom)
        else:
            names.append(both)
    return names
