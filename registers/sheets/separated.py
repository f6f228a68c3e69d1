"""CSV, as offices export it: UTF-8 with or without a mark, or GB18030; commas, tabs or semicolons."""

import codecs
import csv
import io
from collections.abc import Iterator

from registers.sheets import limits
from registers.sheets.refused import Refused

PIECE = 1_048_576
# what keeps a value as text in a sheet program: an apostrophe, or ="…"
GUARDED = "=+-@\t\r＝＋－＠0123456789"


def sheet(data: bytes, chunk: int) -> Iterator[tuple]:
    """Messages as the child sends them: one nameless sheet, then its rows in pieces of `chunk`."""
    if b"\0" in data:
        raise Refused("nul")
    yield ("sheet", "", False, [])
    first, piece, waiting = 1, [], 0
    for number, cells in enumerate(records(data), 1):
        if number > limits.MAX_ROWS:
            raise Refused("too_many_rows", count=number, limit=limits.MAX_ROWS)
        if not any(cell is not None for cell in cells):
            # empty rows at the end of the file are no rows
            waiting += 1
            continue
        piece += [()] * waiting + [cells]
        waiting = 0
        if len(piece) >= chunk:
            yield ("rows", first, piece)
            first, piece = number + 1, []
    yield ("rows", first, piece)


def records(data: bytes) -> Iterator[tuple[str | None, ...]]:
    """Cells of each record; a record may run over several lines inside quotes."""
    text = io.TextIOWrapper(io.BytesIO(data), encoding_of(data), newline="")
    lines = Lines(text)
    reader = csv.reader(lines, delimiter=delimiter(data, text.encoding))
    try:
        for number, cells in enumerate(reader, 1):
            lines.finish(number)
            if len(cells) > limits.MAX_COLUMNS and any(cells[limits.MAX_COLUMNS :]):
                raise Refused("too_many_columns", count=len(cells), limit=limits.MAX_COLUMNS)
            yield tuple([unguarded(cell) for cell in cells[: limits.MAX_COLUMNS]])
    except csv.Error as failure:
        raise Refused("csv", row=reader.line_num) from failure


class Lines:
    """Lines of the text, none longer than the limit, and no record longer either."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text = text
        self.record = 1
        self.length = 0

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        line = self.text.readline(limits.MAX_LINE + 1)
        self.length += len(line)
        if self.length > limits.MAX_LINE:
            raise Refused("long_line", row=self.record, limit=limits.MAX_LINE)
        if not line:
            raise StopIteration
        return line

    def finish(self, record: int) -> None:
        """The record with this number is complete; the next one counts from nothing."""
        self.record = record + 1
        self.length = 0


def encoding_of(data: bytes) -> str:
    """Strict trial, piece by piece: detection by statistics takes short GBK texts for Korean."""
    for encoding in ("utf-8-sig", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            for start in range(0, len(data), PIECE):
                decoder.decode(data[start : start + PIECE], final=start + PIECE >= len(data))
        except UnicodeDecodeError:
            continue
        return encoding
    raise Refused("encoding")


def delimiter(data: bytes, encoding: str) -> str:
    """The separator that the first lines use most; a comma when they use none."""
    head = data[:8192].decode(encoding, errors="ignore")
    return max(",\t;", key=head.count)


def unguarded(cell: str) -> str | None:
    """The value without what keeps it text: '=SUM is =SUM, ="0012" is 0012."""
    if cell.startswith('="') and cell.endswith('"'):
        cell = cell[2:-1]
    elif cell.startswith("'") and cell[1:2] and cell[1] in GUARDED:
        cell = cell[1:]
    return cell or None
