"""Register 16: talks and letters of inquiry (谈话函询)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from accountability.importing import parsers as own
from accountability.importing.order import refuse_before, refuse_future
from accountability.models import Talk, TalkOutcome
from organizations.roles import Power
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.register import Column, Register, registers
from registers.importing.row import Row

OUTCOMES = {
    "了结": TalkOutcome.CLOSED,
    "采信了结": TalkOutcome.CLOSED,
    "谈话提醒": TalkOutcome.REMINDED,
    "批评教育": TalkOutcome.REMINDED,
    "初步核实": TalkOutcome.VERIFICATION,
}
COLUMNS = (
    Column("number", "编号", own.number, ("函询编号", "谈话函询编号"), required=True, example="2019-001"),
    Column(
        "organization",
        "机关",
        parsers.organization,
        ("承办机关", "发函机关"),
        required=True,
        attribute="organization_id",
        example="示例纪委监委",
    ),
    Column("sent_on", "发函日期", parsers.day, ("谈话日期", "发函时间"), required=True, example="2019-03-05"),
    Column("own_plan", "一人一策方案", parsers.yes_no, ("一人一策",)),
    Column("circle_size", "知悉范围人数", parsers.whole, ("知悉人数",)),
    Column("replied_on", "回复日期", parsers.day, ("回复时间",)),
    Column("closed_on", "办结日期", parsers.day, ("办结时间",)),
    Column("outcome", "结论", parsers.choice(TalkOutcome, OUTCOMES)),
)
HEADINGS = {column.name: column.heading for column in COLUMNS}
DAYS = {name: heading for name, heading in HEADINGS.items() if name.endswith("_on")}


def derive(rows: Sequence[Row], context: Context) -> None:
    """A talk counts on the day it was sent."""
    for row in rows:
        values = row.values
        organ = context.organs.by_id.get(values["organization_id"])
        values["owner_code"] = organ.code if organ else ""
        values["day"], values["year"] = values["sent_on"], values["sent_on"].year
        if refuse_future(row, DAYS, context) or refuse_before(row, HEADINGS, "replied_on", "sent_on"):
            continue
        refuse_before(row, HEADINGS, "closed_on", "replied_on" if values.get("replied_on") else "sent_on")


TALKS = registers.add(
    Register(
        name="talks",
        title=gettext_lazy("谈话函询"),
        model=Talk,
        columns=COLUMNS,
        key=own.key,
        derive=derive,
        extras=("year", "day"),
        refuses_personal=True,
        power=Power.KEEP_CASES,
        known=own.known(Talk),
    )
)
