"""Register 3: documents received (收文) by counties and cities."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.importing import parsers as own
from documents.models import Incoming
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.owners import owner_code
from registers.importing.register import Column, Register, registers
from registers.importing.row import Row, Values
from registers.values import flag_sentence, search_key

COLUMNS = (
    Column(
        "received_on",
        "收文日期",
        parsers.day,
        ("收到日期", "收文时间", "登记日期"),
        required=True,
        example="2019-03-08",
    ),
    Column(
        "organization",
        "收文单位",
        parsers.organization,
        ("接收单位", "收文机关", "签收单位"),
        required=True,
        attribute="organization_id",
        example="示例县",
    ),
    Column(
        "sender_text",
        "来文机关",
        parsers.text(200),
        ("来文单位", "发文机关", "发文单位"),
        required=True,
        example="示例厅",
    ),
    Column(
        "number",
        "来文字号",
        own.number,
        ("来文号", "来文文号", "来文编号", "发文字号", "文号"),
        example="示例发〔2019〕12号",
    ),
    Column(
        "title", "标题", own.title, ("文件标题", "文件名称", "题名"), required=True, example="关于开展示例工作的通知"
    ),
    Column("form", "形式", parsers.text(40), ("来文形式",)),
    Column("secrecy", "密级", own.seen_only, ("保密等级", "秘密等级", "密级和保密期限"), kept=False),
)


def derive(rows: Sequence[Row], context: Context) -> None:
    """The sender: the organ of the number's registered series, else the one the column names, else nobody known."""
    for row in rows:
        _derive(row, context)


def _derive(row: Row, context: Context) -> None:
    values = row.values
    received = values["received_on"]
    if received > context.today:
        row.reject("收文日期", received, _("收文日期在今天之后；请核对年份。"))
        return
    number = values["number"]
    if isinstance(number, str):
        number = own.number(number, context)
    text = number.text if number else ""
    series = context.series.get(number.series) if number else None
    named = context.organs.find(values["sender_text"])
    values |= {
        "number": text,
        "number_search": search_key(text) if text else "",
        "series_text": number.series if number else "",
        "sender_id": series.organization_id if series else named.id if named else None,
        "year": received.year,
        "day": received,
        "owner_code": owner_code(values, context),
    }
    sender = context.organs.by_id.get(values["sender_id"])
    values["sender_code"] = sender.code if sender else values["sender_text"]
    for flag in number.flags if number else ():
        row.note(flag_sentence(flag))
    if values["sender_id"] is None:
        row.note(_("机构表里没有“%(name)s”，这一件不计到任何机关名下。") % {"name": values["sender_text"]})


def key(values: Values) -> str:
    """Receiver, day, sender, and the number or, without one, the title."""
    sender = values["sender_id"] or values["sender_text"]
    return (
        f"{values['organization_id']}|{values['received_on']:%Y-%m-%d}|{sender}|{values['number'] or values['title']}"
    )


INCOMING = registers.add(
    Register(
        name="incoming",
        title=gettext_lazy("收文"),
        model=Incoming,
        columns=COLUMNS,
        key=key,
        derive=derive,
        extras=("sender_id", "series_text", "year", "day"),
        silent=("number_search",),
        classified_column="secrecy",
    )
)
