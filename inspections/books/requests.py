"""Register 11 on pages."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from inspections.books.book import Book, Tag, Values
from inspections.filters import RequestFilter
from inspections.importing import DATA_REQUESTS as REGISTER
from inspections.models import ASKED_STATES, DataRequest, RequestState
from inspections.planning.forbidden import demanded


def tags(values: Values) -> list[Tag]:
    asked = values["state"] in ASKED_STATES
    found: list[Tag] = []
    if asked and not values["filing_number"]:
        found.append((_("未备案"), "over"))
    if asked and (values["result"] is not None or values["usable_text"]):
        found.append((_("已有共享成果"), "warn"))
    if demanded(values["traces"]):
        found.append((_("要求留痕"), "over"))
    return found


def why(request: DataRequest) -> str:
    if request.state not in ASKED_STATES:
        return _("还没有向下要：%(state)s。") % {"state": request.get_state_display()}
    if request.filing_number:
        return _("已备案，计入报表数量。")
    return _("没有备案号：未报备的报表不得向下要。")


def told(rows: QuerySet[Any]) -> str:
    asked = rows.filter(state__in=ASKED_STATES).order_by()
    figures = {"asked": asked.count(), "unfiled": asked.filter(filing_number="").count()}
    return _("以上已向下要的报表%(asked)s张，其中未备案%(unfiled)s张。") % figures


REQUESTS = Book(
    route="request",
    register=REGISTER,
    model=DataRequest,
    title=gettext_lazy("报表清单"),
    one=pgettext_lazy("request", "一张"),
    empty=gettext_lazy("把现有的报表清单原样导入即可，只要有报表名称、要求单位、要求日期和对象层级。"),
    filter_class=RequestFilter,
    columns=("organization", "object_level", "frequency", "channel", "filing_number", "state"),
    asked=("result", "usable_text", "traces"),
    tags=tags,
    why=why,
    told=told,
    # what is on its way of filing, or was filed, is changed there
    locked=lambda request: request.state != RequestState.REGISTERED,
    exported=lambda rows: rows.filter(state__in=ASKED_STATES),
    plain=(
        "name",
        "requested_on",
        "object_level",
        "frequency",
        "basis",
        "filing_number",
        "channel",
        "traces",
        "usable_text",
    ),
    groups=(
        (gettext_lazy("报表"), ("name", "organization", "requested_on", "object_level", "frequency", "basis")),
        (gettext_lazy("备案"), ("state", "filing_number", "submitted_at", "decided_at", "decision_line")),
        (gettext_lazy("要求"), ("channel", "traces", "usable_text", "result", "unfit_reason")),
        (gettext_lazy("统计"), ("year", "day")),
    ),
)
