"""Register 11: forms asked of the grassroots (报表清单)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.derive import item_key
from inspections.importing import parsers as own
from inspections.importing.owners import owner_code
from inspections.models import ASKED_STATES, DataRequest, RequestState, SharedResult
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.register import Column, Register, registers
from registers.importing.row import Row, Values

COLUMNS = (
    Column(
        "name", "报表名称", parsers.text(300), ("名称", "表名", "报表"), required=True, example="示例工作情况统计表"
    ),
    Column(
        "organization",
        "要求单位",
        parsers.organization,
        ("单位", "布置单位", "下发单位", "发起单位"),
        required=True,
        attribute="organization_id",
        example="示例厅",
    ),
    Column(
        "requested_on",
        "要求日期",
        parsers.day,
        ("布置日期", "下发日期", "日期", "开始日期"),
        required=True,
        example="2019-03-05",
    ),
    Column("object_level", "对象层级", own.place_level, ("填报层级", "报送层级"), required=True, example="县"),
    Column("frequency", "频次", parsers.text(40), ("报送频次", "周期"), example="每月"),
    Column("basis", "依据", parsers.text(500), ("依据文件",)),
    Column("filing_number", "备案号", own.number, ("报备号", "备案编号"), example="督检表〔2019〕003号"),
    Column("channel", "渠道", own.channel, ("报送渠道", "报送方式"), example="平台"),
    Column("traces", "要求留痕", own.unless_no(300), ("留痕要求", "佐证材料要求")),
    Column("usable_text", "可用共享成果", own.unless_no(300), ("已有共享成果", "可共享成果")),
    Column("secrecy", "密级", own.seen_only, ("保密等级", "秘密等级", "密级和保密期限"), kept=False),
)
_FILING = gettext_lazy("这张报表%(state)s，导入不改动正在备案的报表；请在报表页面处理。")


class Shared(NamedTuple):
    pk: int
    shared_on: date


def derive(rows: Sequence[Row], context: Context) -> None:
    """The shared result that 可用共享成果 names, when it was shared by the day the form was asked for."""
    shared = _shared(context)
    for row in rows:
        row.values["owner_code"] = owner_code(row.values, context)
    found = DataRequest.objects.filter(key__in={key(row.values) for row in rows})
    states = dict(found.exclude(state__in=ASKED_STATES).values_list("key", "state"))
    for row in rows:
        values = row.values
        asked = values["requested_on"]
        if asked > context.today:
            row.reject("要求日期", asked, _("要求日期在今天之后；请核对年份。"))
            continue
        state = states.get(key(values))
        if state:
            row.reject("报表名称", values["name"], _FILING % {"state": RequestState(state).label})
            continue
        result = shared.get(item_key(values["usable_text"] or ""))
        values |= {
            "year": asked.year,
            "day": asked,
            "result_id": result.pk if result and result.shared_on <= asked else None,
        }


def _shared(context: Context) -> Mapping[str, Shared]:
    """Shared results by name; of several with one name the one that was shared first. One query a file."""
    if "inspections.shared" not in context.cache:
        rows = SharedResult.objects.filter(shared_on__isnull=False).order_by("-shared_on", "-pk")
        context.cache["inspections.shared"] = {
            item_key(name): Shared(pk, day) for name, pk, day in rows.values_list("name", "pk", "shared_on")
        }
    kept: Mapping[str, Shared] = context.cache["inspections.shared"]
    return kept


def key(values: Values) -> str:
    """Unit, first day and name, spaces aside."""
    return f"{values['owner_code']} {values['requested_on']:%Y-%m-%d} {''.join(values['name'].split())}"


DATA_REQUESTS = registers.add(
    Register(
        name="data_requests",
        title=gettext_lazy("报表清单"),
        model=DataRequest,
        columns=COLUMNS,
        key=key,
        derive=derive,
        extras=("result_id", "year", "day"),
        classified_column="secrecy",
    )
)
