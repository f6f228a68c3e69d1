"""Register 9 on pages."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from inspections.books.book import Book, Tag, Values, counted_sentence
from inspections.filters import VisitFilter
from inspections.importing import VISITS as REGISTER
from inspections.metrics.sources import BELOW, COUNTED
from inspections.models import LINKED_STATES, Origin, Visit
from inspections.visiting import DERIVED, TICKS

MISCONDUCT = ("scouted_ahead", "layered_company", "excess_reception", "unrelated_demands")


def over(values: Values) -> dict[str, str]:
    """A county's report tells a month and no place, unless the county agreed."""
    if values["place_shown"]:
        place = values["place_text"] or values.get("place__name")
        return {"place_text": place} if place else {}
    month = f"{values['day']:%Y-%m}"
    said = _("有县反映")
    return {"day": month, "first_day": month, "place_text": said, "last_day": "—", "place": "—"}


def tags(values: Values) -> list[Tag]:
    found: list[Tag] = []
    if values["origin"] == Origin.COUNTY_REPORT:
        found.append((_("有县反映"), "warn"))
    linked = values["planned"] is not None and values["planned__state"] in LINKED_STATES
    if values["counts_as_inspection"] and not linked and not (values["filing_number"] or values["plan_number"]):
        found.append((_("计划外"), "over"))
    return found


def why(visit: Visit) -> str:
    if visit.beyond_plan:
        return _("县里反映超出了批准的内容，已经核实；频次以台账为准，这里不重复计。")
    if not visit.counts_as_inspection:
        return _("不计入督查检查考核：%(reason)s。") % {"reason": visit.uncounted_reason or _("未说明原因")}
    if visit.place_level == "unknown":
        return _("计入事项；到访单位的层级不明，不计入到基层的频次。")
    if visit.place_level == "city":
        return _("到市一级，不计入到县乡村和企业学校的频次。")
    return _("计入督查检查考核，算实施单位的一次；五项特征有%(ticks)s项。") % {"ticks": visit.ticks}


def told(rows: QuerySet[Any]) -> str:
    counted = rows.filter(COUNTED & BELOW).order_by()
    items = counted.values("organization", "year", "item_key").distinct().count()
    return counted_sentence(items, counted.count())


VISITS = Book(
    route="visit",
    register=REGISTER,
    model=Visit,
    title=gettext_lazy("督检考台账"),
    one=pgettext_lazy("visit", "一次"),
    empty=gettext_lazy("把现有的督检考台账原样导入即可，只要有事项名称、实施单位、到访单位和开始日期。"),
    filter_class=VisitFilter,
    columns=(
        "organization",
        "place_text",
        "place_level",
        "people",
        "letter_number",
        "filing_number",
        "counts_as_inspection",
    ),
    asked=(
        "origin",
        "place_shown",
        "place__name",
        "planned",
        "planned__state",
        "plan_number",
        "uncounted_reason",
    ),
    over=over,
    tags=tags,
    why=why,
    told=told,
    exported=lambda rows: rows.filter(origin=Origin.REGISTER),
    # what a county said is the office's to confirm, and nobody's to change
    locked=lambda visit: visit.origin == Origin.COUNTY_REPORT,
    plain=(
        "name",
        "place_text",
        "first_day",
        "last_day",
        "plan_number",
        "filing_number",
        "letter_number",
        "people",
        "company",
        "joint_text",
        *TICKS,
        "papers",
        *MISCONDUCT,
    ),
    derived=DERIVED,
    groups=(
        (
            gettext_lazy("到访"),
            ("name", "organization", "kind", "place_text", "place_level", "first_day", "last_day", "joint_text"),
        ),
        (gettext_lazy("依据"), ("planned", "plan_number", "filing_number", "letter_number", "joint_lead")),
        (gettext_lazy("五项特征"), TICKS),
        (gettext_lazy("作风"), ("people", "company", "papers", *MISCONDUCT)),
        (gettext_lazy("统计"), ("counts_as_inspection", "uncounted_reason", "origin", "year", "day")),
    ),
)
