"""Rows as an office's sheet has them, through the importer: what they leave open is derived as for anybody."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dashboard.demo.imported import noon
from organizations.models import User
from registers.importing.context import Context
from registers.importing.planning import plan
from registers.importing.reading import read_sheets
from registers.importing.register import registers
from registers.importing.saving import Confirmation, save
from registers.models import Import
from registers.sheets import read


class NotTaken(Exception):
    """The importer refused a row of an invented sheet: the demo is wrong, not the user."""


def bring_in(
    register: str,
    rows: Sequence[Mapping[str, str]],
    *,
    user: User,
    today: date,
    year: int,
    covers: tuple[date, date] | None = None,
) -> None:
    """Import the rows (heading → cell) as one file. Raises NotTaken when one of them is rejected."""
    if not rows:
        return
    headings = list(rows[0])
    text = io.StringIO()
    csv.writer(text).writerows([headings, *([row[heading] for heading in headings] for row in rows)])
    readings = read_sheets(read(text.getvalue().encode(), f"{register}.csv"), registers[register])
    plans = plan(readings, Context.load(today, year=year))
    _refuse_rejected(row for one in plans for row in one.rows)
    last = min(date(year, 12, 31), today)
    imported = Import(register=register, user=user, filename=f"{year}年{registers[register].title}.xlsx")
    save(plans, imported, Confirmation(user, noon(last), covers))
    Import.objects.filter(pk=imported.pk).update(created=noon(last), done=len(rows), total=len(rows))


def _refuse_rejected(rows: Iterable) -> None:
    wrong = [problem.message for row in rows for problem in row.problems]
    if wrong:
        raise NotTaken(wrong[0])
