"""Register 10 on pages."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from inspections.books.book import Book, Tag, Values
from inspections.filters import ClearanceFilter
from inspections.importing import CLEARANCE as REGISTER
from inspections.metrics.clearing import NO_MANDATE, STOPPED
from inspections.models import ClearanceItem, Decision


def tags(values: Values) -> list[Tag]:
    found: list[Tag] = []
    stopped = values["decision"] in STOPPED
    if stopped and values["still_running"]:
        found.append((_("仍在执行"), "over"))
    if values["decision"] == Decision.PENDING:
        found.append((_("待定"), "warn"))
    if values["basis_level"] in NO_MANDATE and not stopped and values["still_running"] is not False:
        found.append((_("依据不足"), "warn"))
    return found


def why(item: ClearanceItem) -> str:
    if item.decision in STOPPED:
        if item.still_running:
            return _("已定为%(decision)s，却仍在执行。") % {"decision": item.get_decision_display()}
        return _("已定为%(decision)s，不再执行。") % {"decision": item.get_decision_display()}
    if item.decision == Decision.PENDING:
        return _("还没有作出处理。")
    if item.basis_level in NO_MANDATE:
        return _("保留，但没有中央和省委、省政府的依据。")
    return _("保留，依据是%(level)s。") % {"level": item.get_basis_level_display()}


def told(rows: QuerySet[Any]) -> str:
    plain = rows.order_by()
    sums = plain.aggregate(before=Sum("indicators_before", default=0), after=Sum("indicators_after", default=0))
    undecided = plain.filter(decision=Decision.PENDING).count()
    figures = {"all": plain.count(), "undecided": undecided, **sums}
    return _("以上%(all)s项，待定%(undecided)s项；指标清理前%(before)s个、清理后%(after)s个。") % figures


CLEARANCE = Book(
    route="clearance",
    register=REGISTER,
    model=ClearanceItem,
    title=gettext_lazy("清理事项"),
    one=pgettext_lazy("clearance", "一项"),
    empty=gettext_lazy("把现有的清理清单原样导入即可，只要有类别、名称、设立单位、依据层级和处理。"),
    filter_class=ClearanceFilter,
    columns=(
        "kind",
        "organization",
        "basis_level",
        "indicators_before",
        "indicators_after",
        "decision",
        "decided_on",
        "still_running",
    ),
    tags=tags,
    why=why,
    told=told,
    # the decision itself is the office's, on the page of clearing
    plain=(
        "name",
        "basis_level",
        "basis",
        "indicators_before",
        "indicators_after",
        "still_running",
    ),
    groups=(
        (gettext_lazy("事项"), ("kind", "name", "organization", "basis_level", "basis")),
        (
            gettext_lazy("处理"),
            ("decision", "decided_on", "decision_line", "merged_into", "still_running", "checked_on"),
        ),
        (gettext_lazy("前后对比"), ("indicators_before", "indicators_after")),
        (gettext_lazy("统计"), ("year", "day")),
    ),
)
