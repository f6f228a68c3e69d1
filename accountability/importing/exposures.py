"""Register 20: exposures and good examples (曝光与典型) that were published elsewhere already."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accountability.importing import parsers as own
from accountability.models import Exposure, Kind, State
from organizations.roles import Power
from registers import values as cells
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.register import Column, Register, registers
from registers.importing.row import Cell, Row, Values

KINDS = {"曝光": Kind.EXPOSURE, "通报": Kind.EXPOSURE, "典型": Kind.EXAMPLE, "好经验": Kind.EXAMPLE}
IN_KEYS = {Kind.EXPOSURE: "通报曝光", Kind.EXAMPLE: "先进典型"}


def _title(cell: Cell, context: Context) -> str | None:
    return cells.title(cell, longest=200)


COLUMNS = (
    Column("title", "标题", _title, ("名称",), required=True, example="关于三起示例问题的通报"),
    Column("kind", "类别", parsers.choice(Kind, KINDS), ("类型",), required=True, example="通报曝光"),
    Column("published_on", "发布日期", parsers.day, ("发布时间", "公布日期"), required=True, example="2019-03-05"),
    Column("level", "单位层级", own.level, ("层级",), required=True, example="县"),
    Column("body", "正文", parsers.text(), ("内容",)),
    Column(
        "organization", "发布单位", parsers.organization, ("发布机关",), attribute="organization_id", example="示例省委"
    ),
)


def derive(rows: Sequence[Row], context: Context) -> None:
    """It counts on its day of publication; the public page shows it once a second person has approved it."""
    for row in rows:
        values = row.values
        values["day"], values["year"] = values["published_on"], values["published_on"].year
        if values["published_on"] > context.today:
            row.reject("发布日期", values["published_on"], _("发布日期在今天之后；请核对年份。"))
    _leave_approved_alone(rows)


def _leave_approved_alone(rows: Sequence[Row]) -> None:
    """What a second person approved is not changed by a file that nobody approved."""
    keys = {key(row.values) for row in rows}
    approved = {one.key: one for one in Exposure.objects.filter(key__in=keys).exclude(state=State.PREPARED)}
    for row in rows:
        one = approved.get(key(row.values))
        for heading, name in (("正文", "body"), ("单位层级", "level")):
            if one and row.values.get(name) not in (None, "", getattr(one, name)):
                row.reject(heading, row.values[name], _("这一篇已审核发布，不能由导入改动；请在页面上撤下后另拟。"))


def key(values: Values) -> str:
    """Kind, day and title."""
    return f"{IN_KEYS[values['kind']]}|{values['published_on']:%Y-%m-%d}|{values['title']}"


EXPOSURES = registers.add(
    Register(
        name="exposures",
        title=gettext_lazy("曝光与典型"),
        model=Exposure,
        columns=COLUMNS,
        key=key,
        derive=derive,
        extras=("year", "day"),
        power=Power.PUBLISH,
    )
)
