"""Rows that are no data, and why they are not: every row of a sheet is either data or has a reason here."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from registers.sheets.headings import Header, normalise_heading
from registers.sheets.rows import Cell, Row, Sheet
from registers.values.text import condensed

TOTAL = re.compile(r".{0,8}?(?:合计|小计|总计|累计|共计)[\d件份次个场项:]{0,8}")
NOTE = re.compile(
    r"(?:填表|填报|制表|报送|上报|统计|编制|审核|复核|审批|负责|联系|经办|主管|分管|单位)"
    r"(?:单位|部门|人|人员|时间|日期|电话|说明|领导|负责人)?(?:\([^)]{0,12}\))?:|"
    r"(?:说明|填表说明|填报说明|备注|注|附注|注意事项)\d{0,2}(?::|$)|(?:填表|填报)说明"
)
GROUP = re.compile(r"\(?[一二三四五六七八九十]{1,3}(?:\)|、|\.)")


def ignored_rows(sheet: Sheet, header: Header, names: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """(row number, reason in the reader's language), in the order of the sheet."""
    for index, row in enumerate(sheet.rows[: header.index + header.depth]):
        if index < header.index:
            yield row.number, above(row)
    judge = Judge(sheet, header, names)
    for row in sheet.rows[header.index + header.depth :]:
        reason = judge.reason(row)
        if reason:
            yield row.number, reason


def above(row: Row) -> str:
    """What a row above the header is."""
    first = next((condensed(cell) for cell in row.cells if condensed(cell)), "")
    if not first:
        return _("空行")
    return _("表头以上的填表信息") if NOTE.match(first) else _("表头以上的标题")


class Judge:
    """Rows below the header, one after the other: notes may go on after the row that begins them."""

    def __init__(self, sheet: Sheet, header: Header, names: tuple[str, ...]) -> None:
        self.headers = [headings(row) for row in sheet.rows[header.index : header.index + header.depth]]
        self.columns = sum(1 for name in names if name)
        self.fresh = True
        self.in_notes = False
        half = max(2, self.columns // 2)
        self.wide = {
            span.first_row
            for span in sheet.merged
            if span.first_row == span.last_row and span.last_column - span.first_column + 1 >= half
        }

    def reason(self, row: Row) -> str:
        """Why the row is no data; empty when it is."""
        values = [cell for cell in row.cells if cell is not None and (type(cell) is not str or cell.strip())]
        if not values:
            return _("空行")
        first = first_text(row.cells)
        if len(first) <= 24 and TOTAL.fullmatch(first):
            return _("合计或小计")
        if NOTE.match(first) or (self.in_notes and len(values) <= 2):
            self.in_notes = True
            return _("表格以下的说明或填表信息")
        if self.repeats_header(row, first):
            return _("重复的表头")
        if len(values) == 1 and self.columns >= 3 and (GROUP.match(first) or row.number in self.wide):
            return _("分组标题")
        if self.fresh and len(values) >= 3 and is_numbering(values):
            return _("栏次")
        self.fresh = self.in_notes = False
        return ""

    def repeats_header(self, row: Row, first: str) -> bool:
        """A print of several pages repeats the header on each."""
        return any(first in header for header in self.headers) and headings(row) in self.headers


def is_numbering(values: list[Cell]) -> bool:
    """1, 2, 3 … under the headings, by which instructions refer to columns."""
    return [str(value) for value in values] == [str(number) for number in range(1, len(values) + 1)]


def headings(row: Row) -> list[str]:
    names = [normalise_heading(cell) for cell in row.cells]
    while names and not names[-1]:
        names.pop()
    return names


def first_text(cells: tuple[Cell, ...]) -> str:
    """The first words among the first three columns: a number in front of them is the running number."""
    for cell in cells[:3]:
        if type(cell) is str and (words := condensed(cell)) and not words.isdigit():
            return words
    return next((condensed(cell) for cell in cells if type(cell) is str and cell.strip()), "")
