"""Register 15: complaints and accusations (检举控告)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from accountability.importing import parsers as own
from accountability.importing.order import refuse_before, refuse_future
from accountability.models import Clarification, Complaint, Outcome
from organizations.roles import Power
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.register import Column, Register, registers
from registers.importing.row import Row

COLUMNS = (
    Column("number", "编号", own.number, ("信访编号", "受理编号"), required=True, example="2019-001"),
    Column(
        "organization",
        "受理机关",
        parsers.organization,
        ("机关",),
        required=True,
        attribute="organization_id",
        example="示例纪委监委",
    ),
    Column("received_on", "收到日期", parsers.day, ("收到时间", "收件日期"), required=True, example="2019-03-05"),
    Column("named", "实名", parsers.yes_no, ("是否实名",)),
    Column("notified_on", "受理告知日期", parsers.day, ("告知日期",)),
    Column("closed_on", "办结日期", parsers.day, ("办结时间",)),
    Column(
        "outcome",
        "结果",
        parsers.choice(Outcome, {"不实": Outcome.UNTRUE, "不属实": Outcome.UNTRUE, "查无实据": Outcome.UNPROVEN}),
        ("办理结果", "查核结果"),
    ),
    Column("result_told_on", "结果反馈日期", parsers.day, ("反馈日期",)),
    Column("needs_clarification", "需澄清", parsers.yes_no, ("是否需澄清",)),
    Column("clarified_on", "澄清日期", parsers.day),
    Column("clarified_by", "澄清方式", own.several(Clarification)),
    Column("false_accusation", "诬告认定", parsers.yes_no, ("认定诬告",)),
    Column("accusation_handled_on", "诬告处理日期", parsers.day),
)
HEADINGS = {column.name: column.heading for column in COLUMNS}
DAYS = {name: heading for name, heading in HEADINGS.items() if name.endswith("_on")}
ORDER = (
    ("notified_on", "received_on"),
    ("closed_on", "received_on"),
    ("result_told_on", "closed_on"),
    ("clarified_on", "closed_on"),
)


def derive(rows: Sequence[Row], context: Context) -> None:
    """A complaint counts on the day it was received."""
    for row in rows:
        values = row.values
        organ = context.organs.by_id.get(values["organization_id"])
        values["owner_code"] = organ.code if organ else ""
        values["day"], values["year"] = values["received_on"], values["received_on"].year
        values["clarified_by"] = values.get("clarified_by") or []
        if not refuse_future(row, DAYS, context):
            any(refuse_before(row, HEADINGS, later, earlier) for later, earlier in ORDER)


COMPLAINTS = registers.add(
    Register(
        name="complaints",
        title=gettext_lazy("检举控告"),
        model=Complaint,
        columns=COLUMNS,
        key=own.key,
        derive=derive,
        extras=("year", "day"),
        refuses_personal=True,
        power=Power.KEEP_CASES,
    )
)
