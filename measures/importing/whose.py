"""What the registers of this app share: an obligation, a unit and a year, and the key made of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from measures.catalogue import NoRuleSet, rule_set_for
from registers import values as cells
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.register import Column
from registers.importing.row import Cell, Row, Values


def obligation(cell: Cell, context: Context) -> str | None:
    """The key of an obligation; a sheet program may have kept 4.1 as a number."""
    return cells.text(str(cell) if isinstance(cell, int | float | Decimal) else cell)


def figure(cell: Cell, context: Context) -> Decimal | None:
    """A baseline, whole or decimal; the shared reader of numbers refuses what is below 0."""
    return cells.decimal(cell)


WHOSE = (
    Column("obligation", "事项编号", obligation, ("事项", "考核点"), required=True, example="4.1"),
    Column(
        "organization",
        "单位",
        parsers.organization,
        ("单位名称", "机构"),
        required=True,
        attribute="organization_id",
        example="示例厅",
    ),
    Column("year", "年度", parsers.whole, ("年份",), required=True, example="2019"),
)


def settle(row: Row, context: Context) -> None:
    """Refuses years without a rule set and obligations that it does not have."""
    values: Any = row.values
    organ = context.organs.by_id.get(values["organization_id"])
    values["owner_code"] = organ.code if organ else ""
    try:
        rule_set_for(values["year"]).obligation(values["obligation"])
    except NoRuleSet as error:
        row.reject("年度", values["year"], str(error))
    except KeyError:
        known = _("%(year)s年的规则集里没有事项%(key)s；请核对事项编号。")
        row.reject("事项编号", values["obligation"], known % {"year": values["year"], "key": values["obligation"]})


def key(values: Values) -> str:
    """Obligation, unit and year."""
    return f"{values['obligation']} {values['owner_code']} {values['year']}"
