"""The cells of the matrix, put together from pieces that are made once for each column and status."""

from __future__ import annotations

from functools import cache

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from dashboard.overview.matrix import Column, Line
from dashboard.templatetags.statuses import TONES, WORDS
from measures.rules import Status

# organization's code and measure's number
Opened = tuple[str, int] | None

EMPTY = SafeString("")
CURRENT = SafeString(' aria-current="true"')


def look(name: str, column: Column) -> str:
    """Class names of a column's cell, head or col element."""
    looks = (name, f"{name}-first" if column.first else "", f"{name}-awaits" if column.awaits else "")
    return " ".join(one for one in looks if one)


class Cells:
    """`address` leads to the page with the code of an organization and the number of a measure after it."""

    def __init__(self, columns: tuple[Column, ...], address: str) -> None:
        self.columns, self.address = columns, address
        self._empty = [
            format_html('<td class="{}{}"></td>', look("jf-place", one), " jf-place-lock" if one.restricted else "")
            for one in columns
        ]
        self._pieces = cache(self._made)

    def of(self, line: Line, opened: Opened) -> SafeString:
        """The row of one organization, without its head and its sums."""
        code, name = conditional_escape(line.unit.code), conditional_escape(line.unit.name)
        row = EMPTY
        for place, status in enumerate(line.cells):
            if status is None:
                row += self._empty[place]
                continue
            before, between, after, end = self._pieces(place, status)
            is_open = opened == (line.unit.code, self.columns[place].number)
            row += before + code + between + name + after + (CURRENT if is_open else EMPTY) + end
        return row

    def _made(self, place: int, status: str) -> tuple[SafeString, SafeString, SafeString, SafeString]:
        """What stands before the code, between code and name, after the name, and at the end."""
        column, tone = self.columns[place], TONES[status]
        return (
            format_html(
                '<td class="{}"><a class="jf-cell jf-cell-{}" href="{}', look("jf-place", column), tone, self.address
            ),
            format_html(':{}" aria-label="', column.number),
            format_html(' {} {}：{}"', column.number, column.measure.short, WORDS[status]),
            format_html(
                '><svg width="12" height="12" aria-hidden="true"><use href="#jf-glyph-{}"/></svg></a></td>',
                "dot" if status == Status.ON_TRACK else tone,
            ),
        )
