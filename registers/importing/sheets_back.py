"""Sheets that go back to the person: rejected rows to put right, and empty templates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from registers.importing.register import Register
from registers.importing.row import Verdict
from registers.importing.staging import staged_readings, staged_rows
from registers.models import Import


def rejected_sheet(imported: Import) -> tuple[list[str], Iterator[list[Any]]]:
    """The rejected rows under the headings they came with; the last column says why. Read in again as it is.

    A classified row is not among them: nothing of it was kept.
    """
    readings = staged_readings(imported, imported.options.get("by_hand", {}), imported.options.get("fixed", {}))
    reasons = {
        (row["sheet"], row["number"]): " ".join(_sentence(*problem) for problem in row["problems"])
        for row in staged_rows(imported, Verdict.REJECTED)
    }
    headings = list(dict.fromkeys(heading for reading in readings for heading in reading.headings))
    rows = (
        [*(row.cells.get(heading) for heading in headings), f"{row.number} {reasons[reading.sheet, row.number]}"]
        for reading in readings
        for row in reading.rows
        if row.cells and (reading.sheet, row.number) in reasons
    )
    return [*headings, _("原表行和要改的地方")], rows


def template_sheet(register: Register) -> tuple[list[str], list[list[str]]]:
    """Headings as officials write them, those that must be there marked, and one example row."""
    headings = [f"{column.heading}*" if column.required else column.heading for column in register.columns]
    return headings, [[column.example for column in register.columns]]


def _sentence(column: str, value: str, message: str) -> str:
    return f"{column}：{message}" if column else message
