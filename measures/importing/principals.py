"""Register 19: the heads of units who signed for the year (主要负责同志). A post, not a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.importing.whose import WHOSE
from measures.models import Principal
from organizations.roles import Power
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.register import Column, Register, registers
from registers.importing.row import Row, Values

_OBLIGATION, ORGANIZATION, YEAR = WHOSE
COLUMNS = (
    ORGANIZATION,
    YEAR,
    Column("post", "职务", parsers.text(60), ("岗位",), required=True, example="厅长"),
    Column("signed_number", "签批文号", parsers.text(120), ("文号",), example="示厅签〔2019〕1号"),
    Column("signed_on", "确认日期", parsers.day, ("签批日期", "签字日期"), example="2019-03-20"),
)


def derive(rows: Sequence[Row], context: Context) -> None:
    """A signature counts for the whole year, and only with its number and its day."""
    for row in rows:
        values: Any = row.values
        organ = context.organs.by_id.get(values["organization_id"])
        values["owner_code"] = organ.code if organ else ""
        if not 1949 <= values["year"] <= context.today.year + 1:
            row.reject("年度", values["year"], _("看不出年度；请写成如“2019”。"))
            continue
        values["day"] = date(values["year"], 1, 1)
        if bool(values.get("signed_number")) != bool(values.get("signed_on")):
            row.note(_("签批文号和确认日期要都有，才算已签批。"))


def key(values: Values) -> str:
    """Unit and year."""
    return f"{values['owner_code']} {values['year']}"


PRINCIPALS = registers.add(
    Register(
        name="principals",
        title=gettext_lazy("主要负责同志"),
        model=Principal,
        columns=COLUMNS,
        key=key,
        derive=derive,
        extras=("day",),
        day="",
        power=Power.ISSUE_TARGETS,
    )
)
