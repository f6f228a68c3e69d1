"""Filters of the lists of registers 9 to 12."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from inspections.models import (
    GRASSROOTS,
    BasisLevel,
    ClearanceItem,
    ClearanceKind,
    DataRequest,
    Decision,
    InspectionKind,
    Origin,
    PlaceLevel,
    RequestState,
    ResultKind,
    SharedResult,
    Visit,
)
from registers.filters import ANY, OfOrganization, YesNoFilter

BELOW = ("below", _("县及以下"))
FILED = [("yes", _("已备案")), ("no", _("未备案"))]


def having(rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
    """Whether a text is there."""
    return rows.exclude(**{name: ""}) if value == "yes" else rows.filter(**{name: ""})


class VisitFilter(OfOrganization):
    q = django_filters.CharFilter(label=_("事项、到访单位或编号"), method="words")
    kind = django_filters.ChoiceFilter(label=_("类型"), choices=InspectionKind.choices, empty_label=ANY)
    level = django_filters.ChoiceFilter(
        label=_("到访层级"), choices=[BELOW, *PlaceLevel.choices], empty_label=ANY, method="at_level"
    )
    counted = YesNoFilter(label=_("计入督检考"), field_name="counts_as_inspection")
    origin = django_filters.ChoiceFilter(label=_("来源"), choices=Origin.choices, empty_label=ANY)
    letter_number = django_filters.ChoiceFilter(
        label=_("公函"), choices=[("yes", _("有")), ("no", _("无"))], empty_label=ANY, method=having
    )

    class Meta:
        model = Visit
        fields = ["q", "year", "organization", "kind", "level", "counted", "origin", "letter_number"]

    def words(self, rows: QuerySet[Visit], name: str, value: str) -> QuerySet[Visit]:
        """A place that is not shown is not found either."""
        numbers = Q(plan_number__icontains=value) | Q(filing_number__icontains=value)
        numbers |= Q(letter_number__icontains=value)
        return rows.filter(Q(name__icontains=value) | Q(place_text__icontains=value) | numbers)

    def at_level(self, rows: QuerySet[Visit], name: str, value: str) -> QuerySet[Visit]:
        return rows.filter(place_level__in=list(GRASSROOTS)) if value == BELOW[0] else rows.filter(place_level=value)


class RequestFilter(OfOrganization):
    q = django_filters.CharFilter(label=_("报表或备案号"), method="words")
    object_level = django_filters.ChoiceFilter(label=_("对象层级"), choices=PlaceLevel.choices, empty_label=ANY)
    filing_number = django_filters.ChoiceFilter(label=_("备案"), choices=FILED, empty_label=ANY, method=having)
    state = django_filters.ChoiceFilter(label=_("状态"), choices=RequestState.choices, empty_label=ANY)

    class Meta:
        model = DataRequest
        fields = ["q", "year", "organization", "object_level", "filing_number", "state"]

    def words(self, rows: QuerySet[DataRequest], name: str, value: str) -> QuerySet[DataRequest]:
        return rows.filter(Q(name__icontains=value) | Q(filing_number__icontains=value))


class ResultFilter(OfOrganization):
    q = django_filters.CharFilter(label=_("成果或来源事项"), method="words")
    kind = django_filters.ChoiceFilter(label=_("类别"), choices=ResultKind.choices, empty_label=ANY)
    shared = django_filters.ChoiceFilter(
        label=_("共享"), choices=[("yes", _("已共享")), ("no", _("未共享"))], empty_label=ANY, method="has_shared"
    )

    class Meta:
        model = SharedResult
        fields = ["q", "year", "organization", "kind", "shared"]

    def words(self, rows: QuerySet[SharedResult], name: str, value: str) -> QuerySet[SharedResult]:
        return rows.filter(Q(name__icontains=value) | Q(source_item__icontains=value))

    def has_shared(self, rows: QuerySet[SharedResult], name: str, value: str) -> QuerySet[SharedResult]:
        return rows.filter(shared_on__isnull=value == "no")


class ClearanceFilter(OfOrganization):
    q = django_filters.CharFilter(label=_("名称或依据"), method="words")
    kind = django_filters.ChoiceFilter(label=_("类别"), choices=ClearanceKind.choices, empty_label=ANY)
    basis_level = django_filters.ChoiceFilter(label=_("依据层级"), choices=BasisLevel.choices, empty_label=ANY)
    decision = django_filters.ChoiceFilter(label=_("处理"), choices=Decision.choices, empty_label=ANY)
    still_running = YesNoFilter(label=_("仍在执行"))

    class Meta:
        model = ClearanceItem
        fields = ["q", "year", "organization", "kind", "basis_level", "decision", "still_running"]

    def words(self, rows: QuerySet[ClearanceItem], name: str, value: str) -> QuerySet[ClearanceItem]:
        return rows.filter(Q(name__icontains=value) | Q(basis__icontains=value))
