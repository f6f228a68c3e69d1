"""The matrix as HTML, by a plain function: 1,800 cells are too many for a loop over objects in a template."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dashboard.markup import joined
from dashboard.overview.cells import Cells, Opened, look
from dashboard.overview.matrix import ASKING, Column, Line, Matrix
from dashboard.templatetags.statuses import WORDS, glyph


def drawn(table: Matrix, address: str, suffix: str, opened: Opened) -> SafeString:
    """`address`: this page, awaiting a cell's code and number; `suffix`: year and day, for other pages."""
    cells = Cells(table.columns, address)
    return format_html(
        '<table class="jf-matrix" id="jf-matrix"><caption class="visually-hidden">{}</caption>'
        "{}{}<tbody>{}</tbody></table>",
        _("措施与机构状态矩阵，方向键移动，回车查看"),
        _widths(table.columns),
        _head(table.columns, suffix, opened),
        joined(_line(line, cells, suffix, opened) for line in table.lines),
    )


def _widths(columns: Iterable[Column]) -> SafeString:
    cols = format_html_join("", '<col class="{}">', ((look("jf-col", column),) for column in columns))
    return format_html('<colgroup><col class="jf-col-name">{}<col class="jf-col-sum"></colgroup>', cols)


def _head(columns: tuple[Column, ...], suffix: str, opened: Opened) -> SafeString:
    parts = [list(found) for _part, found in groupby(columns, key=lambda column: column.measure.part)]
    groups = format_html_join(
        "",
        '<th colspan="{}" scope="colgroup"><span>{}{}</span></th>',
        (
            (len(found), found[0].measure.part.short, _lock() if any(one.restricted for one in found) else "")
            for found in parts
        ),
    )
    heads = format_html_join(
        "",
        '<th scope="col" class="{}{}"><a href="{}" title="{}"><span>{}</span>'
        '<span class="jf-upright">{}</span></a></th>',
        (
            (
                look("jf-head-cell", column),
                " jf-lit" if opened and opened[1] == column.number else "",
                reverse("dashboard:measure", args=[column.number]) + suffix,
                column.measure.title,
                column.number,
                column.measure.short,
            )
            for column in columns
        ),
    )
    return format_html(
        '<thead><tr class="jf-matrix-parts"><td></td>{}<td></td></tr>'
        '<tr class="jf-matrix-heads"><th scope="col" class="jf-matrix-corner">{}</th>{}'
        '<th scope="col" class="jf-matrix-sum" title="{}">{}</th></tr></thead>',
        groups,
        _("机构"),
        heads,
        _("超标、待说明、预警的措施数"),
        _("超待预"),
    )


def _lock() -> SafeString:
    return format_html(' {}<span class="visually-hidden">{}</span>', glyph("restricted", 11), WORDS["restricted"])


def _line(line: Line, cells: Cells, suffix: str, opened: Opened) -> SafeString:
    over, ask, warn = line.counts
    return format_html(
        '<tr{}><th scope="row"><a href="{}" title="{}">{}</a></th>{}<td class="jf-matrix-sum">{}·{}·{}</td></tr>',
        SafeString(' class="jf-lit"') if opened and opened[0] == line.unit.code else "",
        reverse("dashboard:organization", args=[line.unit.code]) + suffix,
        line.unit.name,
        line.unit.name,
        cells.of(line, opened),
        _count(over, "over"),
        _count(ask, "warn"),
        _count(warn, "warn"),
    )


def _count(count: int, tone: str) -> SafeString:
    return format_html('<b class="jf-strong-{}">{}</b>', tone, count) if count else SafeString("0")


def exceptions(table: Matrix, address: str, suffix: str) -> SafeString:
    """For narrow screens: each organization with the measures that ask something of it."""
    return format_html(
        '<ul class="jf-exceptions">{}</ul>',
        joined(_exception(line, table.columns, address, suffix) for line in table.lines if line.asks),
    )


def _exception(line: Line, columns: tuple[Column, ...], address: str, suffix: str) -> SafeString:
    cells = format_html_join(
        "",
        '<li><a href="{}{}:{}#drill">{}<span>{} {}</span><span class="jf-quiet">{}</span></a></li>',
        (
            (address, line.unit.code, column.number, glyph(status), column.number, column.measure.short, WORDS[status])
            for column, status in zip(columns, line.cells, strict=True)
            if status in ASKING
        ),
    )
    name = format_html(
        '<a href="{}">{}</a>', reverse("dashboard:organization", args=[line.unit.code]) + suffix, line.unit.name
    )
    return format_html("<li><h3>{}</h3><ul>{}</ul></li>", name, cells)
