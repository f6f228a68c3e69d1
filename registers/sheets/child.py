"""The process that reads one file: `python -m registers.sheets.child xlsx|csv`, bytes in, pickled messages out.

Messages: ("sheet", name, hidden, merged ranges), ("rows", number of the first, list of tuples of cells),
("refused", code, figures) and ("end",). It knows no settings and no database, and ends itself when it takes too
much memory or time.
"""

import pickle
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from registers.sheets import archive, limits, separated
from registers.sheets.refused import Refused

CHUNK = 2_000


def main() -> None:
    kind = sys.argv[1]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.MAX_CPU_SECONDS, limits.MAX_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory(limits.MAX_UPLOAD), limits.MAX_MEMORY))
    out = sys.stdout.buffer
    try:
        data = sys.stdin.buffer.read()
        allow(len(data))
        for message in workbook(data) if kind == "xlsx" else separated.sheet(data, CHUNK):
            out.write(pickle.dumps(message, protocol=5))
        answer = ("end",)
    except Refused as refusal:
        answer = ("refused", refusal.code, refusal.figures)
    except MemoryError:
        answer = ("refused", "memory", {})
    out.write(pickle.dumps(answer, protocol=5))
    out.flush()


def allow(unpacked: int) -> None:
    """From here on, only the memory that a file of this size needs."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory(unpacked), limits.MAX_MEMORY))


def workbook(data: bytes) -> Iterator[tuple]:
    """Every worksheet, after the archive has been found harmless."""
    contents = archive.examine(data)
    allow(len(data) + contents.expanded)
    try:
        book = CalamineWorkbook.from_filelike(archive.stream(data))
        rows = 0
        for about in book.sheets_metadata:
            if about.typ == SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(about.name)
                rows += check_size(sheet, rows)
                hidden = about.visible != SheetVisibleEnum.Visible
                yield ("sheet", about.name, hidden, merged(sheet))
                yield from chunks(sheet, contents.errors.get(about.name, {}))
    except CalamineError as failure:
        raise Refused("damaged") from failure
    except BaseException as failure:
        # a panic of the compiled reader is no Exception; it means a file that it cannot make sense of
        if type(failure).__name__ == "PanicException":
            raise Refused("damaged") from failure
        raise


def check_size(sheet: CalamineSheet, rows_before: int) -> int:
    """Rows of this sheet; refused when it, or all sheets up to it, pass the limits."""
    if sheet.end is None:
        return 0
    rows, columns = sheet.end[0] + 1, sheet.end[1] + 1
    if rows_before + rows > limits.MAX_ROWS:
        raise Refused("too_many_rows", count=rows_before + rows, limit=limits.MAX_ROWS)
    if columns > limits.MAX_COLUMNS:
        raise Refused("too_many_columns", count=columns, limit=limits.MAX_COLUMNS)
    return rows


def merged(sheet: CalamineSheet) -> list[tuple[int, int, int, int]]:
    """Merged ranges with row numbers from 1 and columns from 0, cut off where the sheet ends."""
    ranges = sheet.merged_cell_ranges or []
    if len(ranges) > limits.MAX_MERGED:
        raise Refused("too_many_merged", count=len(ranges), limit=limits.MAX_MERGED)
    if sheet.end is None:
        return []
    bottom, right = sheet.end
    # the right edge of a heading may pass the last value, so columns are cut at the limit, not at the last value
    return [
        (top + 1, left, min(low, bottom) + 1, min(far, max(right, limits.MAX_COLUMNS)))
        for (top, left), (low, far) in ranges
        if top <= bottom
    ]


def chunks(sheet: CalamineSheet, errors: dict[tuple[int, int], str]) -> Iterator[tuple]:
    """Rows in pieces. The same text within a piece is one object, here and in the process that receives it."""
    if sheet.start is None:
        return
    margin = (None,) * sheet.start[1]
    first, piece, seen = 1, [], {}
    for number, cells in enumerate(sheet.iter_rows(), 1):
        row = margin + tuple([plain(cell, seen) for cell in cells])
        if errors:
            row = tuple([errors.get((number, column), cell) for column, cell in enumerate(row)])
        piece.append(row if any(cell is not None for cell in row) else ())
        if len(piece) == CHUNK:
            yield ("rows", first, piece)
            first, piece, seen = number + 1, [], {}
    yield ("rows", first, piece)


def plain(cell: object, seen: dict[str, str]) -> str | int | float | date | datetime | bool | None:
    """Whole numbers as int, fractions as a sheet shows them (15 digits), times of day as text, nothing as None."""
    if type(cell) is str:
        return seen.setdefault(cell, cell) if cell else None
    if type(cell) is float:
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else float(f"{cell:.15g}")
    if type(cell) is time:
        return cell.isoformat("minutes" if not cell.second else "seconds")
    if type(cell) is timedelta:
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return cell


if __name__ == "__main__":
    main()
