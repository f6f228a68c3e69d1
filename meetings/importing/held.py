"""Register 7: meetings held (会议台账)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.derive import DERIVED
from meetings.derive.duration import UNKNOWN, Duration
from meetings.derive.record import Given, derived
from meetings.importing import parsers as own
from meetings.importing.stores import MeetingStore
from meetings.models import Meeting, PlannedMeeting
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.owners import owner_code
from registers.importing.register import Column, Register, registers
from registers.importing.row import Row, Values

COLUMNS = (
    Column(
        "name",
        "会议名称",
        parsers.text(200),
        ("名称", "会议", "会议名", "会议标题"),
        required=True,
        example="全省示例工作会议",
    ),
    Column(
        "organization",
        "召开单位",
        own.lead,
        ("主办单位", "承办单位", "召集单位", "牵头单位", "会议单位", "单位"),
        required=True,
        attribute="organization_id",
        example="示例厅",
    ),
    Column(
        "held_on",
        "召开日期",
        parsers.day,
        ("召开时间", "会议日期", "会议时间", "开会日期", "开会时间", "日期", "开始日期"),
        required=True,
        example="2019-03-05",
    ),
    Column("category", "会议类别", own.category, ("类别", "会议类型", "会议等级"), example="三类"),
    Column("in_name_of", "召开名义", own.name_of, ("名义", "会议名义", "以何名义")),
    Column("ended_on", "结束日期", parsers.day, ("会议结束日期", "闭会日期")),
    Column("starts_at", "开始时间", own.clock, ("会议开始时间", "开始时刻"), example="9:00"),
    Column("ends_at", "结束时间", own.clock, ("会议结束时间", "结束时刻"), example="11:30"),
    Column("minutes", "时长(分钟)", own.lasting, ("时长", "会议时长", "会期", "会期(分钟)", "用时"), derived=True),
    Column("form", "形式", own.form, ("会议形式", "召开形式", "召开方式", "方式"), required=True, example="现场"),
    Column("single_topic", "单项工作", parsers.yes_no, ("是否单项工作", "单项工作会议")),
    Column("province_wide", "全省性", parsers.yes_no, ("是否全省性", "全省性会议"), derived=True),
    Column(
        "level",
        "开到层级",
        own.level,
        ("参会层级", "开至层级", "会议层级", "召开层级", "开到哪级"),
        required=True,
        example="市",
    ),
    Column("people", "参会人数", parsers.whole, ("人数", "出席人数", "与会人数", "到会人数"), example="120"),
    Column("heads_called", "要求主要负责同志参会", parsers.yes_no, ("主要负责同志参会", "要求一把手参会")),
    Column("heads_approval", "主要领导批准", own.agreed, ("主要领导批示", "主要领导同意")),
    Column("idle_leaders", "无关陪会领导人数", parsers.whole, ("陪会领导人数", "无关陪会人数")),
    Column("plan_number", "计划编号", parsers.text(60), ("会议计划编号", "计划号")),
    Column("approver", "审批人", parsers.text(100), ("批准人", "审批领导", "审定机关", "审批单位", "审批")),
    Column("approver_kind", "审批层级", own.approver, (), derived=True),
    Column("approved_on", "审批日期", parsers.day, ("批准日期", "审批时间", "批准时间")),
    Column("notice_number", "通知文号", parsers.text(120), ("会议通知文号", "通知字号", "会议通知")),
    Column("superior_text", "上级会议", parsers.text(200), ("对应上级会议", "贯彻的会议")),
    Column("topic", "议题", parsers.text(500), ("会议议题", "主要议题", "会议内容", "主要内容")),
    Column("emergency", "应急", parsers.yes_no, ("是否应急", "应急会议")),
    Column("emergency_approver", "应急批准人", parsers.text(100), ("应急审批人",)),
    Column("matter", "事项层级", own.matter, ("事项权限",)),
    Column("counted", "计入统计", parsers.yes_no, ("是否计入统计", "是否计入"), derived=True),
    Column("uncounted_reason", "不计入原因", parsers.text(200), ("不计入理由",), derived=True),
    Column("secrecy", "密级", own.seen_only, ("保密等级", "秘密等级", "密级和保密期限"), kept=False),
)


def derive(rows: Sequence[Row], context: Context) -> None:
    """Fills what registers.md derives: minutes, province-wide, whose approval, whether it counts."""
    leads = _leads(rows)
    for row in rows:
        _derive(row, context, leads)


def _derive(row: Row, context: Context, leads: Mapping[tuple[int, str], str]) -> None:
    values = row.values
    held_on, ended_on = values["held_on"], values["ended_on"]
    if held_on > context.today:
        row.reject("召开日期", held_on, _("召开日期在今天之后；还没有开的会请列入会议计划。"))
    elif ended_on and ended_on < held_on:
        row.reject("结束日期", ended_on, _("结束日期早于召开日期；请核对。"))
    if row.problems:
        return
    lasting = values["minutes"]
    said = {name: values[name] for name in DERIVED if values.get(name) not in (None, "")}
    if isinstance(lasting, Duration):
        said["minutes"] = lasting.minutes
    organ = context.organs.by_id.get(values["organization_id"])
    values |= derived(
        Given(
            name=values["name"],
            kind=organ.kind if organ else "",
            category=values["category"] or 0,
            level=values["level"],
            held_on=held_on,
            ended_on=ended_on,
            starts_at=values["starts_at"],
            ends_at=values["ends_at"],
            lasting=lasting if isinstance(lasting, Duration) else UNKNOWN,
            approver=values["approver"] or "",
            led_by=leads.get((values["organization_id"], values["plan_number"] or ""), ""),
            said=said,
        )
    )
    values["given"] = sorted(name for name, value in said.items() if value is not None)
    values |= {"year": held_on.year, "day": held_on, "owner_code": owner_code(values, context)}
    _remark(row)


def _remark(row: Row) -> None:
    """What is odd about a row that is taken all the same."""
    values = row.values
    starts, ends = values["starts_at"], values["ends_at"]
    if starts and ends and ends <= starts and values["minutes"] is None:
        row.note(_("结束时间不晚于开始时间，推不出时长；请核对。"))
    if values["emergency"] and not values["emergency_approver"]:
        row.note(_("标为应急，但没有应急批准人；按没有批准处理，请补填。"))
    if values["approved_on"] and values["approved_on"] > values["held_on"]:
        row.note(_("审批日期晚于召开日期；请核对。"))


def _leads(rows: Sequence[Row]) -> dict[tuple[int, str], str]:
    """(organization, 计划编号) of joined lines → the unit that leads the joint meeting (套开). One query."""
    numbers = {row.values["plan_number"] for row in rows if row.values.get("plan_number")}
    if not numbers:
        return {}
    lines = PlannedMeeting.objects.filter(number__in=numbers, joined_to__isnull=False)
    found = lines.values_list("organization_id", "number", "joined_to__organization__name")
    return {(organization, number): name for organization, number, name in found}


def key(values: Values) -> str:
    """Unit, day and name, spaces aside."""
    return f"{values['owner_code']} {values['held_on']:%Y-%m-%d} {''.join(values['name'].split())}"


MEETINGS = registers.add(
    Register(
        name="meetings",
        title=gettext_lazy("会议台账"),
        model=Meeting,
        columns=COLUMNS,
        key=key,
        derive=derive,
        extras=("half_days", "year", "day"),
        silent=("given",),
        stated="given",
        classified_column="secrecy",
        store=MeetingStore(),
        wakes="meetings_imported",
    )
)
assert {column.name for column in COLUMNS if column.derived} == set(DERIVED)
