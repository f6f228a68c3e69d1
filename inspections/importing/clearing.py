"""Register 10: the lists to be cleared (清理事项)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.importing import parsers as own
from inspections.importing.owners import owner_code
from inspections.models import ClearanceItem, ClearanceKind, Decision
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.register import Column, Register, registers
from registers.importing.row import Row, Values

COLUMNS = (
    Column("kind", "类别", own.clearance_kind, ("事项类别", "类型"), required=True, example="考核指标"),
    Column(
        "name", "名称", parsers.text(300), ("事项名称", "项目名称", "活动名称"), required=True, example="示例考核指标"
    ),
    Column(
        "organization",
        "设立单位",
        parsers.organization,
        ("单位", "主办单位", "设定单位", "责任单位"),
        required=True,
        attribute="organization_id",
        example="示例厅",
    ),
    Column("basis_level", "依据层级", own.basis_level, ("依据级别",), required=True, example="部门"),
    Column("basis", "依据文件", parsers.text(500), ("依据", "设立依据")),
    Column("indicators_before", "清理前指标数", parsers.whole, ("原指标数", "清理前")),
    Column("indicators_after", "清理后指标数", parsers.whole, ("现指标数", "清理后")),
    Column("decision", "处理", own.decision, ("处理意见", "清理意见", "处理结果"), required=True, example="取消"),
    Column("decided_on", "处理日期", parsers.day, ("清理日期", "决定日期")),
    Column("still_running", "仍在执行", parsers.yes_no, ("是否仍在执行",)),
    Column("secrecy", "密级", own.seen_only, ("保密等级", "秘密等级", "密级和保密期限"), kept=False),
)
# keys are the same in every language
IN_KEYS = {
    ClearanceKind.INDICATOR: "考核指标",
    ClearanceKind.VETO: "一票否决",
    ClearanceKind.LETTER: "责任状",
    ClearanceKind.CREATION: "创建示范",
    ClearanceKind.AWARD: "评比表彰",
}


def derive(rows: Sequence[Row], context: Context) -> None:
    """An item enters the inventory once; a later import leaves that day."""
    for row in rows:
        row.values["owner_code"] = owner_code(row.values, context)
    stored = ClearanceItem.objects.filter(key__in={key(row.values) for row in rows})
    entered = dict(stored.values_list("key", "day"))
    for row in rows:
        # a record that is put right by hand brings its day along
        day = row.values.get("day") or entered.get(key(row.values)) or _entered(row.values, context)
        _derive(row, day, context)


def _entered(values: Values, context: Context) -> date:
    """1 January of the year of the import, or of the decision where that came earlier."""
    year = context.year or context.today.year
    return date(min(year, values["decided_on"].year) if values["decided_on"] else year, 1, 1)


def _derive(row: Row, entered: date, context: Context) -> None:
    values = row.values
    if values["decided_on"] and values["decided_on"] > context.today:
        row.reject("处理日期", values["decided_on"], _("处理日期在今天之后；请核对年份。"))
        return
    values |= {"day": entered, "year": entered.year}
    stopped = values["decision"] in (Decision.CANCEL, Decision.MERGE)
    if stopped and values["still_running"]:
        row.note(_("已定为取消或合并，却仍在执行。"))
    if values["decision"] == Decision.PENDING and values["decided_on"]:
        row.note(_("处理待定，却填了处理日期；仍按待定计。"))


def key(values: Values) -> str:
    """Kind, unit and name, spaces aside."""
    return f"{values['owner_code']} {IN_KEYS[values['kind']]} {''.join(values['name'].split())}"


CLEARANCE = registers.add(
    Register(
        name="clearance",
        title=gettext_lazy("清理事项"),
        model=ClearanceItem,
        columns=COLUMNS,
        key=key,
        derive=derive,
        extras=("year", "day"),
        classified_column="secrecy",
    )
)
