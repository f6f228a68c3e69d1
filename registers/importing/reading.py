"""The sheets of a file as rows of a register, with what may not be kept already gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from registers.importing.placing import Placement, place
from registers.importing.refused import Refused
from registers.importing.register import Register, registers
from registers.importing.row import Row
from registers.sheets import Sheet, data_rows, normalise_heading, understand
from registers.values import carries_mark, is_classified, personal_headings


class Ignored(NamedTuple):
    """A row that is no data: a title, a total, an empty row, a row of a sheet without a header."""

    sheet: str
    number: int
    reason: str


@dataclass
class Reading:
    """One sheet, understood: which register it belongs to, its headings and where they were placed.

    `rows` hold cells by heading; a classified row holds none (row.cells is None).
    """

    sheet: str
    register: Register
    headings: tuple[str, ...]
    header_rows: tuple[int, ...]
    placement: Placement
    rows: list[Row] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    # the heading and the value for the whole file that were looked at for marks of secrecy
    sifted: tuple[str, str | None] | None = None


def read_sheets(
    sheets: Sequence[Sheet],
    register: Register,
    by_hand: Mapping[str, str] | None = None,
    fixed: Mapping[str, str] | None = None,
) -> list[Reading]:
    """Every sheet that looks like the register or one of its companions; Refused when none does.

    Rows are taken out of `sheets` as they are read, so that a large file is not held twice.
    """
    by_hand = by_hand or {}
    readings: list[Reading] = []
    skipped: list[Ignored] = []
    seen = any(not sheet.hidden for sheet in sheets)
    for sheet in sheets:
        reading = None if sheet.hidden and seen else _read(sheet, register, by_hand, fixed or {})
        if reading is None:
            reason = _("隐藏的工作表，没有读入") if sheet.hidden else _("这张工作表里没有找到表头")
            skipped.extend(Ignored(sheet.name, row.number, reason) for row in sheet.rows if any(row.cells))
        else:
            readings.append(reading)
    if not readings:
        raise Refused(_not_found(register, [sheet.name for sheet in sheets]))
    readings[0].ignored.extend(skipped)
    return readings


def sift(reading: Reading) -> int:
    """Empty every row that is marked 秘密, 机密 or 绝密, whatever column the mark stands in; answers how many.

    Nothing of such a row may reach staging, errors, logs or history: what is left is its number.
    """
    column = reading.register.classified_column
    if not column:
        return 0
    heading, given = reading.placement.placed.get(column, ""), reading.placement.fixed.get(column)
    if reading.sifted == (heading, given):
        return 0
    reading.sifted = (heading, given)
    fixed = is_classified(given)
    found = 0
    for row in reading.rows:
        if row.cells is None:
            continue
        if fixed or is_classified(row.cells.get(heading)) or any(map(carries_mark, row.cells.values())):
            row.cells = None
            found += 1
    return found


def _read(sheet: Sheet, register: Register, by_hand: Mapping[str, str], fixed: Mapping[str, str]) -> Reading | None:
    register = _register_of(sheet, register)
    placed_by_hand = {heading for heading, column in by_hand.items() if column}
    layout = understand(sheet, {*register.known_headings(), *placed_by_hand})
    if layout is None:
        return None
    headings = tuple(heading for heading in layout.headings if heading)
    if register.refuses_personal:
        _refuse_personal(headings, register)
    reading = Reading(sheet.name, register, headings, layout.header_rows, place(headings, register, by_hand, fixed))
    reading.rows = [Row(sheet.name, number, cells) for number, cells in data_rows(sheet, layout)]
    reading.ignored = [Ignored(sheet.name, number, reason) for number, reason in layout.ignored]
    sheet.rows.clear()
    sift(reading)
    return reading


def _register_of(sheet: Sheet, register: Register) -> Register:
    """A sheet named after a companion (机构沿革), or with more of its headings, belongs to that one."""
    candidates = [register, *filter(None, map(registers.get, register.companions))]
    name = normalise_heading(sheet.name)
    for candidate in candidates:
        if name in {normalise_heading(str(candidate.title)), candidate.name}:
            return candidate
    first_rows = [{normalise_heading(cell) for cell in row.cells} for row in sheet.rows[:10]]

    def known(candidate: Register) -> int:
        return max((len(cells & set(candidate.known_headings())) for cells in first_rows), default=0)

    return max(candidates, key=known)


def _refuse_personal(headings: Iterable[str], register: Register) -> None:
    personal = personal_headings(list(headings))
    if personal:
        raise Refused(
            _("“%(register)s”不收个人信息。表中有“%(columns)s”列，整张表没有读入；请删去这些列后再导入。")
            % {"register": register.title, "columns": "、".join(personal)}
        )


def _not_found(register: Register, skipped: Sequence[str]) -> str:
    headings = "、".join(column.heading for column in register.columns if column.required)
    return _("在工作表“%(sheets)s”里没有找到“%(register)s”的表头；表头应有：%(headings)s。可以下载模板对照。") % {
        "sheets": "、".join(skipped),
        "register": register.title,
        "headings": headings,
    }
