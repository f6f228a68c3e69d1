"""Register 8: items of the plans of inspections (督检考计划), into the draft of the unit's annual plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.derive import reached
from inspections.importing import parsers as own
from inspections.importing.owners import owner_code, places
from inspections.importing.stores import PlanStore
from inspections.models import OPEN_PLANS, OPEN_STATES, InspectionPlan, ItemState, PlannedInspection, PlanState
from inspections.planning.keys import planned_key
from metrics.period import clamp
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.register import Column, Register, registers
from registers.importing.row import Row, Values
from registers.values import BadValue, parse_vague

COLUMNS = (
    Column("year", "年度", own.year, ("计划年度", "年份"), required=True, example="2019"),
    Column(
        "name",
        "事项名称",
        parsers.text(300),
        ("名称", "事项", "任务名称", "督查检查考核名称", "督查检查考核事项", "检查事项"),
        required=True,
        example="示例工作落实情况督查",
    ),
    Column("kind", "类型", own.kind, ("事项类型", "类别", "检查类型"), required=True, example="督查"),
    Column("comprehensive", "综合", own.comprehensive, ("综合或专项", "综合/专项", "是否综合"), example="专项"),
    Column(
        "organization",
        "牵头单位",
        parsers.organization,
        ("单位", "实施主体", "组织单位", "责任单位", "填报单位", "实施单位"),
        required=True,
        attribute="organization_id",
        example="示例厅",
    ),
    Column("partners_text", "配合单位", own.unless_no(500), ("联合部门", "联合单位", "参加单位")),
    Column(
        "basis", "依据", parsers.text(500), ("制定任务依据", "文件依据", "依据文件"), required=True, example="示例文件"
    ),
    Column("basis_level", "依据层级", own.basis_level, ("依据级别",), example="中央"),
    Column("object_level", "对象层级", own.place_level, ("实施层级", "检查层级", "层级"), example="县"),
    Column(
        "objects_text", "对象", parsers.text(5000), ("检查对象", "督查对象", "检查地域", "覆盖范围"), example="示例县"
    ),
    Column(
        "time_text",
        "计划时间",
        own.planned_time,
        ("任务日期", "拟开展时间", "开展时间", "时间", "实施时间"),
        required=True,
        example="3月上旬",
    ),
    Column("days", "天数", parsers.whole, ("时长", "工作日"), example="5"),
    Column("people", "人数", parsers.whole, ("工作组人数", "组员人数"), example="6"),
    Column("manner", "方式", parsers.text(200), ("检查方式", "督查方式")),
    Column("papers", "要求提供材料", own.unless_no(500), ("提供材料", "所需材料", "材料要求")),
    Column("indicators", "指标数", parsers.whole, ("考核指标数", "指标个数")),
    Column("emergency", "应急", parsers.yes_no, ("是否应急",)),
    Column("planned_visits", "计划频次", parsers.whole, ("频次", "次数"), derived=True),
    Column("secrecy", "密级", own.seen_only, ("保密等级", "秘密等级", "密级和保密期限"), kept=False),
)
_CLOSED = gettext_lazy("%(year)s年度督检考计划%(state)s，这一行没有导入；请先撤回计划，或按计划外报备。")
_DECIDED = gettext_lazy("这一项%(state)s，导入不改动已经报送或批准的事项；确需调整的，请在计划页面提出。")
_SINGLE = gettext_lazy("这一项已按计划外报备，不再列入年度计划；如确是另一项，请换一个名称。")


def derive(rows: Sequence[Row], context: Context) -> None:
    """The days that 计划时间 may mean, how many visits are planned, and whose draft it goes into."""
    for row in rows:
        row.values["owner_code"] = owner_code(row.values, context)
    plans, lines = _plans(rows), _lines(rows)
    for row in rows:
        _derive(row, context)
        _keep_decided(row, plans, lines)


def _derive(row: Row, context: Context) -> None:
    values = row.values
    try:
        span = parse_vague(values["time_text"], values["year"])
    except BadValue as bad:
        row.reject("计划时间", values["time_text"], bad.message)
        return
    assert span is not None
    if span[0].year != values["year"]:
        message = _("计划时间不在%(year)s年；请核对年度。") % {"year": values["year"]}
        row.reject("计划时间", values["time_text"], message)
        return
    said = values["planned_visits"]
    found = reached(values["objects_text"] or "", places(context))
    values |= {
        "planned_from": span[0],
        "planned_to": span[1],
        "day": clamp(span[0], values["year"]),
        "planned_visits": found.visits if said is None else said,
        "given": [] if said is None else ["planned_visits"],
    }
    if values["object_level"] == "county" and not found.counties:
        row.note(_("“对象”里没有认出县名，日历上不会出现在任何县；请写县名或“各县（市、区）”。"))


def _keep_decided(
    row: Row, plans: Mapping[tuple[int, int], InspectionPlan], lines: Mapping[str, dict[str, Any]]
) -> None:
    """A sheet fills drafts; what was handed in, decided or filed by itself is not touched."""
    values = row.values
    line = lines.get(key(values))
    plan = plans.get((values["organization_id"], values["year"]))
    if line and line["state"] not in OPEN_STATES:
        row.reject("事项名称", values["name"], _DECIDED % {"state": ItemState(line["state"]).label})
    elif line and line["plan"] is None:
        row.reject("事项名称", values["name"], str(_SINGLE))
    elif plan and plan.state not in OPEN_PLANS:
        row.reject("年度", values["year"], _CLOSED % {"year": plan.year, "state": PlanState(plan.state).label})


def _plans(rows: Sequence[Row]) -> dict[tuple[int, int], InspectionPlan]:
    """(organization, year) → plan. One query."""
    organizations = {row.values["organization_id"] for row in rows}
    years = {row.values["year"] for row in rows}
    found = InspectionPlan.objects.filter(organization__in=organizations - {None}, year__in=years - {None})
    return {(plan.organization_id, plan.year): plan for plan in found}


def _lines(rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """Key → state of what is planned already. One query."""
    found = PlannedInspection.objects.filter(key__in={key(row.values) for row in rows})
    return {line["key"]: line for line in found.values("key", "state", "plan")}


def key(values: Values) -> str:
    """Lead, year and name, spaces aside."""
    return planned_key(values["owner_code"], values["year"], values["name"])


INSPECTION_PLANS = registers.add(
    Register(
        name="inspection_plans",
        title=gettext_lazy("督检考计划"),
        model=PlannedInspection,
        columns=COLUMNS,
        key=key,
        derive=derive,
        extras=("planned_from", "planned_to", "day"),
        silent=("plan_id", "given"),
        stated="given",
        classified_column="secrecy",
        store=PlanStore(),
    )
)
