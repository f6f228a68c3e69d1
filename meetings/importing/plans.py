"""Register 6: planned meetings (会议计划), into the draft of the unit's annual plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.derive.duration import Duration, read_duration
from meetings.derive.scope import judge_scope, province_wide
from meetings.importing import parsers as own
from meetings.importing.stores import PlanStore
from meetings.models import ENDED_LINES, OPEN_LINES, OPEN_PLANS, LineState, Plan, PlannedMeeting, PlanState, planned_key
from organizations.roles import Power
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.owners import owner_code
from registers.importing.register import Column, Register, registers
from registers.importing.row import Row, Values
from registers.values import BadValue, parse_vague

COLUMNS = (
    Column("year", "年度", own.year, ("计划年度", "年份"), required=True, example="2020"),
    Column(
        "organization",
        "单位",
        own.lead,
        ("召开单位", "主办单位", "申报单位", "报送单位", "牵头单位", "填报单位"),
        required=True,
        attribute="organization_id",
        example="示例厅",
    ),
    Column(
        "name",
        "会议名称",
        parsers.text(200),
        ("名称", "拟召开会议名称", "会议"),
        required=True,
        example="全省示例工作会议",
    ),
    Column("category", "会议类别", own.category, ("类别", "会议类型", "会议等级"), required=True, example="三类"),
    Column("in_name_of", "召开名义", own.name_of, ("名义", "会议名义", "以何名义")),
    Column(
        "planned_text",
        "拟开时间",
        own.planned_time,
        ("拟召开时间", "召开时间", "计划时间", "时间", "会议时间", "拟定时间"),
        required=True,
        example="3月上旬",
    ),
    Column("duration_text", "会期", own.days, ("会期(天)", "会议天数", "天数", "时长"), example="半天"),
    Column("form", "形式", own.form, ("会议形式", "召开形式", "召开方式", "方式"), example="视频"),
    Column("level", "开到层级", own.level, ("参会层级", "开至层级", "会议层级", "召开层级"), example="市"),
    Column("scope_text", "参会范围", parsers.text(500), ("参会人员", "参会人员范围", "参会对象", "范围")),
    Column("people", "参会人数", parsers.whole, ("人数", "参加人数", "与会人数"), example="120"),
    Column("heads_called", "要求主要负责同志参会", parsers.yes_no, ("是否要求主要负责同志", "主要负责同志参会")),
    Column("budget", "经费(万元)", own.money, ("经费", "经费预算", "经费预算(万元)", "预算")),
    Column("reason", "理由", parsers.text(500), ("召开理由", "必要性", "开会理由")),
    Column("secrecy", "密级", own.seen_only, ("保密等级", "秘密等级", "密级和保密期限"), kept=False),
)
# what stays of a year's plan while it is not a draft: states in words
_CLOSED = gettext_lazy("%(year)s年度会议计划%(state)s，这一行没有导入；请先撤回计划，或在计划页面逐条调整。")
_DECIDED = gettext_lazy("这个会议%(state)s，导入不改动已经报送或批复的会议；确需调整的，请在计划页面提出。")
_SINGLE = gettext_lazy("这个会议已单独报批，不再列入年度计划；如确是另一个会议，请换一个名称。")


def derive(rows: Sequence[Row], context: Context) -> None:
    """The days that 拟开时间 may mean, how long it takes, whether it is province-wide, and whose draft it goes into."""
    for row in rows:
        row.values["owner_code"] = owner_code(row.values, context)
    plans, lines = _plans(rows), _lines(rows)
    for row in rows:
        _derive(row, context, plans)
        _keep_decided(row, plans, lines)


def _derive(row: Row, context: Context, plans: Mapping[tuple[int, int], Plan]) -> None:
    values = row.values
    year = values["year"]
    try:
        span = parse_vague(values["planned_text"], year)
    except BadValue as bad:
        row.reject("拟开时间", values["planned_text"], bad.message)
        return
    assert span is not None
    if span[0].year != year:
        row.reject("拟开时间", values["planned_text"], _("拟开时间不在%(year)s年；请核对年度。") % {"year": year})
        return
    lasting = read_duration(values["duration_text"], plain="days") if values["duration_text"] else Duration()
    organ = context.organs.by_id.get(values["organization_id"])
    level, category = values["level"] or 0, values["category"] or 0
    plan = plans.get((values["organization_id"], year))
    values |= {
        "planned_from": span[0],
        "planned_to": span[1],
        "minutes": lasting.minutes,
        "half_days": lasting.half_days,
        "province_wide": province_wide(values["name"], organ.kind if organ else "", category, level),
        "counted": judge_scope(values["name"], level).counted,
        "day": date(year, 1, 1),
        "plan_id": plan.pk if plan else None,
    }


def _keep_decided(row: Row, plans: Mapping[tuple[int, int], Plan], lines: Mapping[str, dict[str, Any]]) -> None:
    """A sheet fills drafts; what was handed in, decided or asked for by itself is not touched."""
    values = row.values
    line = lines.get(key(values))
    plan = plans.get((values["organization_id"], values["year"]))
    if line and line["outside_plan"]:
        row.reject("会议名称", values["name"], str(_SINGLE))
    elif line and line["state"] not in OPEN_LINES:
        state = {"state": LineState(line["state"]).label}
        row.reject("会议名称", values["name"], _DECIDED % state)
    elif plan and plan.state not in OPEN_PLANS:
        state = {"year": plan.year, "state": PlanState(plan.state).label}
        row.reject("年度", values["year"], _CLOSED % state)


def _plans(rows: Sequence[Row]) -> dict[tuple[int, int], Plan]:
    """(organization, year) → plan. One query."""
    organizations = {row.values["organization_id"] for row in rows}
    years = {row.values["year"] for row in rows}
    found = Plan.objects.filter(organization__in=organizations - {None}, year__in=years - {None})
    return {(plan.organization_id, plan.year): plan for plan in found}


def _lines(rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """Key → state of what is planned already. One query."""
    keys = {key(row.values) for row in rows}
    found = PlannedMeeting.objects.filter(key__in=keys).exclude(state__in=ENDED_LINES)
    return {line["key"]: line for line in found.values("key", "state", "outside_plan")}


def key(values: Values) -> str:
    """Unit, year and name, spaces aside."""
    return planned_key(values["owner_code"], values["year"], values["name"])


MEETING_PLANS = registers.add(
    Register(
        name="meeting_plans",
        title=gettext_lazy("会议计划"),
        model=PlannedMeeting,
        columns=COLUMNS,
        key=key,
        derive=derive,
        extras=("planned_from", "planned_to", "minutes", "half_days", "province_wide", "counted", "day"),
        silent=("plan_id",),
        classified_column="secrecy",
        power=Power.PLAN,
        store=PlanStore(),
    )
)
