"""Registers 5 and 18: signed baselines (核定基数) and the division of work (责任分工)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.importing.whose import WHOSE, figure, key, settle
from measures.models import Assignment, Baseline
from organizations.roles import Power
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.register import Column, Register, registers
from registers.importing.row import Row, Values

BASELINE_COLUMNS = (
    *WHOSE,
    Column("figure", "基数", figure, ("核定基数",), required=True, example="118"),
    Column("source_note", "来源说明", parsers.text(300), ("来源",), required=True, example="2018年发文登记簿"),
    Column("approved_by", "核定人", parsers.text(60), (), required=True, example="林可"),
    Column("approved_on", "核定日期", parsers.day, (), required=True, example="2019-01-04"),
)
ASSIGNMENT_COLUMNS = (
    *WHOSE,
    Column("part", "角色", parsers.choice(Assignment.Part), ("分工",), required=True, example="牵头"),
    Column("deliverable", "交付物", parsers.text(200), ("成果", "任务"), required=True, example="党组学习减负文件"),
    Column("due", "时限", parsers.day, ("完成时限",), required=True, example="2019-06-30"),
    Column("done_on", "完成日期", parsers.day, ("完成时间",)),
    Column("proof", "佐证", parsers.text(200), ("佐证文号", "文号")),
)


def derive_baselines(rows: Sequence[Row], context: Context) -> None:
    """The record's day is that of its signing."""
    for row in rows:
        values: Any = row.values
        values["day"] = values["approved_on"]
        settle(row, context)


def derive_assignments(rows: Sequence[Row], context: Context) -> None:
    """A deliverable counts for the whole year; one that is done needs the number of what proves it."""
    for row in rows:
        values: Any = row.values
        values["day"] = date(values["year"], 1, 1)
        settle(row, context)
        if values["due"].year != values["year"]:
            row.reject("时限", values["due"], _("时限应在%(year)s年内。") % {"year": values["year"]})
        if values["done_on"] and not values["proof"]:
            row.note(_("已完成但没有佐证文号，暂不算完成；填上已有文件或会议的文号即可。"))


def assignment_key(values: Values) -> str:
    """Obligation, unit, year and deliverable."""
    return f"{key(values)} {values['deliverable']}"


BASELINES = registers.add(
    Register(
        name="baselines",
        title=gettext_lazy("核定基数"),
        model=Baseline,
        columns=BASELINE_COLUMNS,
        key=key,
        derive=derive_baselines,
        # a signed figure covers no days
        extras=("day",),
        day="",
        power=Power.ISSUE_TARGETS,
    )
)
ASSIGNMENTS = registers.add(
    Register(
        name="assignments",
        title=gettext_lazy("责任分工"),
        model=Assignment,
        columns=ASSIGNMENT_COLUMNS,
        key=assignment_key,
        derive=derive_assignments,
        extras=("day",),
        day="",
        power=Power.ISSUE_TARGETS,
    )
)
