"""Rows of a plan as the preview shows them: values in words, old and new side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from organizations.models import Organization
from registers.importing.context import Context
from registers.importing.planning import Plan
from registers.importing.reading import Reading
from registers.importing.register import Column, Register
from registers.importing.row import Row, Verdict

# columns of the sheet that stand beside each other in the preview, and derived ones after them
SHOWN_COLUMNS = 5
SHOWN_DERIVED = 2


def shown(register: Register, at: str, value: Any, context: Context) -> str:
    """A value as a person reads it; empty for nothing."""
    column = next((one for one in register.columns if one.at == at), None)
    if column is not None and column.show is not None:
        return column.show(value)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, date):
        return value.isoformat()
    field = _field(register, at)
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field is not None and field.related_model is Organization:
        organ = context.organs.by_id.get(value)
        return organ.name if organ else str(value)
    return str(value)


def heading_of(register: Register, at: str) -> str:
    """What an attribute is called: by its column, or by its field where it has none."""
    field = _field(register, at)
    return register.headings_of.get(at) or str(field.verbose_name if field is not None else at)


def columns_shown(reading: Reading) -> list[Column]:
    """The first columns of the register that the sheet has."""
    return [column for column in reading.register.columns if column.name in reading.placement.placed][:SHOWN_COLUMNS]


def columns_derived(reading: Reading) -> list[Column]:
    """What follows from the others and would be stored: worth a look before it is."""
    placement = reading.placement
    return [one for one in reading.register.columns if one.derived and not placement.says(one)][:SHOWN_DERIVED]


def shown_rows(plan: Plan, verdict: Verdict) -> Iterator[dict[str, Any]]:
    """All rows of one verdict, in the order of the file: rejected ones as found, the others as understood."""
    for reading in plan.readings:
        columns = columns_shown(reading)
        headings = [reading.placement.placed[column.name] for column in columns]
        if verdict is not Verdict.REJECTED:
            derived = columns_derived(reading)
            columns = [*columns, *derived]
            headings += [_("%(column)s（推出）") % {"column": column.heading} for column in derived]
        for row in reading.rows:
            if row.verdict is verdict:
                yield {
                    "sheet": row.sheet,
                    "number": row.number,
                    "headings": headings,
                    "cells": _cells(row, columns, headings, plan),
                    "problems": [[problem.column, problem.value, problem.message] for problem in row.problems],
                    "changes": [_change(row, at, plan) for at in _told(row, plan.register)],
                    "notes": list(row.notes),
                }


def _cells(row: Row, columns: list[Column], headings: list[str], plan: Plan) -> list[str]:
    if row.verdict is Verdict.REJECTED:
        return ["" if row.cells is None else _found(row.cells.get(heading)) for heading in headings]
    return [shown(plan.register, column.at, row.values.get(column.at), plan.context) for column in columns]


def _found(cell: Any) -> str:
    text = "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)
    return text if len(text) <= 200 else text[:199] + "…"


def _told(row: Row, register: Register) -> list[str]:
    """Changes with a column; where only what follows from others changed, that."""
    return [at for at in row.changes if at in register.headings_of] or list(row.changes)


def _change(row: Row, at: str, plan: Plan) -> list[str]:
    register, context = plan.register, plan.context
    old, new = shown(register, at, row.old[at], context), shown(register, at, row.values[at], context)
    return [heading_of(register, at), old, new]


def _field(register: Register, at: str) -> Any:
    name = at.removesuffix("_id")
    try:
        return register.model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
