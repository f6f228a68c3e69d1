"""Filters of the lists of cases, complaints and talks."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accountability.rooms import Room
from registers.filters import ANY, YearFilter

OPEN, DONE = "open", "done"
STATES = [(OPEN, _("在办")), (DONE, _("已办结"))]


class ConfidentialFilter(django_filters.FilterSet):
    """By a part of the number, by year, by whether it is done. `room` says what ends it."""

    q = django_filters.CharFilter(label=_("编号"), method="numbered")
    year = YearFilter()
    state = django_filters.ChoiceFilter(label=_("进度"), choices=STATES, empty_label=ANY, method="standing")

    def __init__(self, request: HttpRequest, rows: QuerySet[Any], room: Room) -> None:
        super().__init__(request.GET, rows, request=request)
        self.room = room

    def numbered(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(number__icontains=value.strip())

    def standing(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(**{f"{self.room.ends}__isnull": value == OPEN})
