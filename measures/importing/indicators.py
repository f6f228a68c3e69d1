"""Register 17: what is done for cadres (关爱指标), in one sheet from the personnel and pay offices for all units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.importing.whose import figure, obligation
from measures.models import Indicator
from organizations.roles import Power
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.register import Column, Register, registers
from registers.importing.row import Row, Values

# the obligations of the rule sets whose figure is a share that this register brings
INDICATORS = ("26.1", "26.2", "26.3", "27.1", "27.2", "27.3", "27.4")
COLUMNS = (
    Column("indicator", "指标编号", obligation, ("指标", "编号"), required=True, example="26.1"),
    Column(
        "organization",
        "单位",
        parsers.organization,
        ("单位名称", "县"),
        required=True,
        attribute="organization_id",
        example="示例县",
    ),
    Column("year", "年度", parsers.whole, ("年份",), required=True, example="2019"),
    Column("numerator", "分子", figure, ("实际数", "完成数"), required=True, example="190"),
    Column("denominator", "分母", figure, ("应有数", "应完成数"), example="200"),
    Column("source_note", "来源", parsers.text(300), ("数据来源",), required=True, example="示例人社厅年报"),
)


def derive(rows: Sequence[Row], context: Context) -> None:
    """An indicator counts for the whole year; without a denominator there is nothing to divide by."""
    for row in rows:
        values: Any = row.values
        organ = context.organs.by_id.get(values["organization_id"])
        values["owner_code"] = organ.code if organ else ""
        if values["indicator"] not in INDICATORS:
            known = _("没有指标“%(value)s”；可以填写：%(known)s。")
            row.reject(
                "指标编号", values["indicator"], known % {"value": values["indicator"], "known": "、".join(INDICATORS)}
            )
        elif not 1949 <= values["year"] <= context.today.year + 1:
            row.reject("年度", values["year"], _("看不出年度；请写成如“2019”。"))
        else:
            values["day"] = date(values["year"], 1, 1)
            if not values.get("denominator"):
                row.note(_("没有分母，这一项没有比例可算，按无数据处理。"))


def key(values: Values) -> str:
    """Indicator, unit and year."""
    return f"{values['indicator']} {values['owner_code']} {values['year']}"


INDICATORS_REGISTER = registers.add(
    Register(
        name="indicators",
        title=gettext_lazy("关爱指标"),
        model=Indicator,
        columns=COLUMNS,
        key=key,
        derive=derive,
        extras=("day",),
        day="",
        power=Power.KEEP_INDICATORS,
    )
)
