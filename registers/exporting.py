"""The one writer of exports (trust.md, rule 5): xlsx and CSV in bounded memory, no cell a sheet program would run.

Text that a sheet program might take for a formula stays text; our own importer reads the original back.
"""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.core.files.base import File
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from organizations.models import User
from registers import history

Rows = Iterable[Sequence[Any]]
FORMATS = ("xlsx", "csv")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# what begins a formula, also in the full-width forms that sheet programs fold, after whatever white space
FORMULA = re.compile(r"[\s\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")
# characters that no sheet can hold, or that hide what stands in it
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_767
ROWS_A_SHEET = 1_000_000
# a workbook up to this size is answered whole
IN_MEMORY = 1_048_576
# rows of CSV that go out together
BATCH = 500


def export(
    name: str, headings: Sequence[Any], rows: Rows, format: str, *, user: Any, subject: str = "organizations.user"
) -> HttpResponseBase:
    """The rows as a file called `name`; numbers stay numbers, days become 2019-03-05. Http404 for other formats.

    Leaves a line in the history: who, which list (`subject`: label of the model listed), in which form.
    """
    if format not in FORMATS:
        raise Http404
    record(name, format, user, subject)
    return workbook(name, headings, rows) if format == "xlsx" else separated(name, headings, rows)


def record(name: str, format: str, user: User, subject: str) -> None:
    """An export has left the system: that stays on record."""
    line = history.Line(action="exported", subject=subject, key=name[:200], changes={"format": (None, format)})
    with transaction.atomic():
        history.write([line], actor=user, path="page")


def workbook(name: str, headings: Sequence[Any], rows: Rows) -> HttpResponseBase:
    """An .xlsx, written row by row to a temporary file; a large one is sent from there, and gone with the answer."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 (closed here, or with the answer)
    book = xlsxwriter.Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    head, quoted = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
    page, line = None, ROWS_A_SHEET
    for row in _and_at_least_headings(rows):
        if line >= ROWS_A_SHEET:
            page, line = book.add_worksheet(), 1
            page.freeze_panes(1, 0)
            for column, heading in enumerate(headings):
                page.write_string(0, column, clean(str(heading)), head)
        if row is not None:
            _write_row(page, line, row, quoted)
            line += 1
    book.close()
    size = file.tell()
    file.seek(0)
    if size > IN_MEMORY:
        return FileResponse(File(file), as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    with file:
        answer = HttpResponse(file.read(), content_type=XLSX)
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx")
    return answer


def separated(name: str, headings: Sequence[Any], rows: Rows) -> HttpResponseBase:
    """CSV with a byte order mark, so that sheet programs read it as UTF-8; sent while it is made."""
    answer = StreamingHttpResponse(_lines(headings, rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.csv")
    return answer


def clean(text: str) -> str:
    """Without control characters and not longer than a cell holds."""
    kept = CONTROL.sub("", text)
    return kept if len(kept) <= LONGEST_CELL else kept[: LONGEST_CELL - 1] + "…"


def plain(value: Any) -> str | int | float | Decimal | None:
    """A value as it stands in a cell: numbers, or text."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, (int, float, Decimal)):
        return value
    if isinstance(value, datetime):
        return localtime(value).strftime("%Y-%m-%d %H:%M")
    return clean(value.isoformat() if isinstance(value, date) else str(value))


def _and_at_least_headings(rows: Rows) -> Iterator[Sequence[Any] | None]:
    """None first: an export without rows is a sheet with headings."""
    yield None
    yield from rows


def _write_row(page: Any, line: int, row: Sequence[Any], quoted: Any) -> None:
    for column, value in enumerate(row):
        cell = plain(value)
        if cell is None:
            continue
        if not isinstance(cell, str):
            page.write_number(line, column, cell)
        elif FORMULA.match(cell):
            page.write_string(line, column, cell, quoted)
        else:
            page.write_string(line, column, cell)


class _Line:
    """What csv.writer writes to: it hands the line back."""

    def write(self, text: str) -> str:
        return text


def _lines(headings: Sequence[Any], rows: Rows) -> Iterator[str]:
    write = csv.writer(_Line()).writerow
    block = ["\ufeff", write([_separated_cell(str(heading)) for heading in headings])]
    for row in rows:
        block.append(write([_separated_cell(plain(value)) for value in row]))
        if len(block) >= BATCH:
            yield "".join(block)
            block.clear()
    yield "".join(block)


def _separated_cell(cell: Any) -> Any:
    """An apostrophe in front keeps text from being run; our own reader takes it off again."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell
