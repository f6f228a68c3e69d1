"""Filters of the list of tips; their state lives in the address."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accountability.actions.telling import cities
from accountability.models import Tip, TipState, Topic
from organizations.models import Organization
from registers.filters import ANY, NEVER_ABOVE, NEVER_BELOW

OPEN, UNSORTED = "open", "unsorted"


def cities_of(request: HttpRequest) -> QuerySet[Organization]:
    return cities(timezone.localdate())


class TipFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        label=_("状态"), choices=[(OPEN, _("未办结")), *TipState.choices], empty_label=ANY, method="standing"
    )
    topic = django_filters.ChoiceFilter(
        label=_("类别"), choices=[(UNSORTED, _("未分类")), *Topic.choices], empty_label=ANY, method="sorted_as"
    )
    city = django_filters.ModelChoiceFilter(
        label=_("所在市"), queryset=cities_of, to_field_name="code", empty_label=ANY
    )
    year = django_filters.NumberFilter(
        label=_("年度"),
        field_name="received_on__year",
        min_value=NEVER_BELOW,
        max_value=NEVER_ABOVE,
        decimal_places=0,
    )

    class Meta:
        model = Tip
        fields = ["state", "topic", "city", "year"]

    def standing(self, rows: QuerySet[Tip], name: str, value: str) -> QuerySet[Tip]:
        return rows.exclude(state=TipState.CLOSED) if value == OPEN else rows.filter(state=value)

    def sorted_as(self, rows: QuerySet[Tip], name: str, value: str) -> QuerySet[Tip]:
        return rows.filter(topic="" if value == UNSORTED else value)
