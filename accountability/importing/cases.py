"""Register 14: matters of accountability (问责事项)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from accountability.importing import parsers as own
from accountability.importing.order import refuse_after, refuse_before, refuse_future
from accountability.models import BEFORE_THE_DECISION, Case, FourForms, SubjectKind, Tolerance, Way
from organizations.roles import Power
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.register import Column, Register, registers
from registers.importing.row import Row

FORMS = {
    "第一种": FourForms.FIRST,
    "第二种": FourForms.SECOND,
    "第三种": FourForms.THIRD,
    "第四种": FourForms.FOURTH,
    "一": FourForms.FIRST,
    "二": FourForms.SECOND,
    "三": FourForms.THIRD,
    "四": FourForms.FOURTH,
}
WAYS = {
    "组织调整": Way.ADJUSTMENT,
    "组织处理": Way.ADJUSTMENT,
    "组织调整或组织处理": Way.ADJUSTMENT,
    "党纪处分": Way.DISCIPLINE,
    "处分": Way.DISCIPLINE,
}
TOLERANCE = {"容错": Tolerance.RECOGNISED, "不容错": Tolerance.REFUSED, "无": Tolerance.NOT_APPLICABLE}

COLUMNS = (
    Column("number", "编号", own.number, ("事项编号", "问责编号"), required=True, example="2019-001"),
    Column(
        "organization",
        "决定机关",
        parsers.organization,
        ("问责决定机关", "机关"),
        required=True,
        attribute="organization_id",
        example="示例纪委监委",
    ),
    Column(
        "subject_kind",
        "对象类别",
        parsers.choice(SubjectKind, {"干部": SubjectKind.LEADING_CADRE, "组织": SubjectKind.PARTY_ORGANIZATION}),
        ("问责对象类别",),
        required=True,
        example="领导干部",
    ),
    Column("level", "层级", own.level, ("对象层级",)),
    Column("form", "形态", parsers.choice(FourForms, FORMS), ("四种形态",)),
    Column("ways", "方式", own.several(Way, WAYS), ("问责方式",)),
    Column("started_on", "启动日期", parsers.day, ("启动时间", "调查启动日期"), required=True, example="2019-03-05"),
    Column("facts_shown_on", "事实见面日期", parsers.day, ("事实材料见面日期", "见面日期")),
    Column("organization_heard_on", "听取党组织意见日期", parsers.day, ("征求党组织意见日期",)),
    Column("person_heard_on", "听取本人意见日期", parsers.day, ("听取陈述申辩日期",)),
    Column("self_corrected", "主动纠错", parsers.yes_no),
    Column("correction_weighed", "主动纠错已考量", parsers.yes_no),
    Column("tolerance_assessed_on", "容错评估日期", parsers.day),
    Column("tolerance", "容错结论", parsers.choice(Tolerance, TOLERANCE)),
    Column("decided_on", "决定日期", parsers.day, ("决定时间",)),
    Column("announced_on", "宣布日期", parsers.day, ("宣布时间",)),
    Column("influence_ends_on", "影响期满日期", parsers.day, ("影响期届满日期", "影响期满")),
    Column("reviewed_on", "期满评估日期", parsers.day, ("影响期满评估日期",)),
)
HEADINGS = {column.name: column.heading for column in COLUMNS}
DAYS = {name: heading for name, heading in HEADINGS.items() if name.endswith("_on")}


def derive(rows: Sequence[Row], context: Context) -> None:
    """A case counts on the day of its decision, before that on the day it was opened."""
    for row in rows:
        values = row.values
        organ = context.organs.by_id.get(values["organization_id"])
        values["owner_code"] = organ.code if organ else ""
        values["day"] = values.get("decided_on") or values["started_on"]
        values["year"] = values["day"].year
        values["ways"] = values.get("ways") or []
        _in_order(row, context)


def _in_order(row: Row, context: Context) -> bool:
    return (
        refuse_future(row, DAYS, context, ("influence_ends_on",))
        or any(refuse_after(row, HEADINGS, step, "decided_on") for step in BEFORE_THE_DECISION)
        or any(
            refuse_before(row, HEADINGS, later, earlier)
            for later, earlier in (
                ("decided_on", "started_on"),
                ("announced_on", "decided_on"),
                ("influence_ends_on", "decided_on"),
                ("reviewed_on", "influence_ends_on"),
            )
        )
    )


CASES = registers.add(
    Register(
        name="cases",
        title=gettext_lazy("问责事项"),
        model=Case,
        columns=COLUMNS,
        key=own.key,
        derive=derive,
        extras=("year", "day"),
        refuses_personal=True,
        power=Power.KEEP_CASES,
        known=own.known(Case),
    )
)
