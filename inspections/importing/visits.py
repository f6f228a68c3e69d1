"""Register 9: visits carried out (督检考台账)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.importing import parsers as own
from inspections.importing.owners import owner_code, places, planned_items
from inspections.models import Visit
from inspections.visiting import DERIVED, Known, derived
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.register import Column, Register, registers
from registers.importing.row import Row, Values

COLUMNS = (
    Column(
        "name",
        "事项名称",
        parsers.text(300),
        ("名称", "事项", "督查检查考核名称", "督查检查考核事项", "任务名称"),
        required=True,
        example="示例工作落实情况督查",
    ),
    Column(
        "organization",
        "实施单位",
        parsers.organization,
        ("牵头单位", "检查单位", "实施主体", "来访单位", "组织单位"),
        required=True,
        attribute="organization_id",
        example="示例厅",
    ),
    Column(
        "place_text",
        "到访单位",
        parsers.text(200),
        ("受访单位", "被检查单位", "检查对象", "到访地点", "接待单位"),
        required=True,
        example="示例县",
    ),
    Column(
        "first_day",
        "开始日期",
        parsers.day,
        ("到访日期", "日期", "检查日期", "开始时间", "到达日期"),
        required=True,
        example="2019-03-05",
    ),
    Column("last_day", "结束日期", parsers.day, ("离开日期", "结束时间"), example="2019-03-07"),
    Column("plan_number", "计划编号", own.number, ("计划号",)),
    Column("filing_number", "备案号", own.number, ("报备号", "备案编号", "审批/备案号"), example="督检〔2019〕012号"),
    Column("letter_number", "公函文号", own.letter, ("公函", "公函号", "函号"), example="示例函〔2019〕5号"),
    Column("people", "人数", parsers.whole, ("到访人数", "工作组人数"), example="6"),
    Column("company", "陪同人数", parsers.whole, ("陪同", "陪同人员数"), example="2"),
    Column("joint_text", "联合单位", own.unless_no(500), ("联合部门", "配合单位", "联合检查单位")),
    Column("checks_ledgers", "查台账", parsers.yes_no, ("查阅台账", "查资料")),
    Column("interviews", "访谈", parsers.yes_no, ("个别访谈", "谈话")),
    Column("enters_homes", "入户", parsers.yes_no, ("入户走访",)),
    Column("lists_problems", "列问题", parsers.yes_no, ("列问题清单", "反馈问题")),
    Column("wants_rectification", "要整改清单", parsers.yes_no, ("要求整改", "要整改报告")),
    Column("papers", "要求提供材料", own.unless_no(500), ("提供材料", "所需材料")),
    Column("excess_reception", "接待超标", parsers.yes_no, ("超标准接待",)),
    Column("scouted_ahead", "提前踩点", parsers.yes_no, ("踩点",)),
    Column("unrelated_demands", "无关要求", parsers.yes_no, ("提无关要求",)),
    Column("layered_company", "层层陪同", parsers.yes_no, ()),
    Column("kind", "类型", own.kind, ("事项类型",), derived=True),
    Column("place_level", "到访单位层级", own.place_level, ("对象层级",), derived=True),
    Column("counts_as_inspection", "计入督检考", parsers.yes_no, ("是否计入", "计入统计"), derived=True),
    Column("uncounted_reason", "不计入原因", parsers.text(200), ("不计入理由",), derived=True),
    Column("secrecy", "密级", own.seen_only, ("保密等级", "秘密等级", "密级和保密期限"), kept=False),
)


def derive(rows: Sequence[Row], context: Context) -> None:
    """The place, the approved item it belongs to, and whether it counts as an inspection."""
    known = Known(places(context), planned_items(context), context.organs)
    for row in rows:
        _derive(row, known, context)


def _derive(row: Row, known: Known, context: Context) -> None:
    values = row.values
    first, last = values["first_day"], values["last_day"]
    if first > context.today:
        row.reject("开始日期", first, _("开始日期在今天之后；请核对年份。"))
        return
    if last is not None and last < first:
        row.reject("结束日期", last, _("结束日期早于开始日期；请核对。"))
        return
    said = {name: values[name] for name in DERIVED if values.get(name) not in (None, "")}
    values |= {"year": first.year, "day": first, "given": sorted(said), "owner_code": owner_code(values, context)}
    values |= derived(values, said, known)
    if values["place_level"] == "unknown":
        row.note(_("看不出到访的是县、乡镇、村、企业还是学校，不计入频次；可补填“到访单位层级”。"))
    elif not values["counts_as_inspection"]:
        row.note(_("不计入督检考：%(reason)s。") % {"reason": values["uncounted_reason"]})


def key(values: Values) -> str:
    """Unit, place, first day and name, spaces aside."""
    place, name = "".join(values["place_text"].split()), "".join(values["name"].split())
    return f"{values['owner_code']} {values['first_day']:%Y-%m-%d} {place} {name}"


VISITS = registers.add(
    Register(
        name="visits",
        title=gettext_lazy("督检考台账"),
        model=Visit,
        columns=COLUMNS,
        key=key,
        derive=derive,
        extras=("place_id", "planned_id", "joint_lead_id", "year", "day"),
        silent=("item_key", "comprehensive", "given"),
        stated="given",
        classified_column="secrecy",
    )
)
assert {column.name for column in COLUMNS if column.derived} == set(DERIVED)
