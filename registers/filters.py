"""What the filters of all lists of records begin with; their state lives in the address."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.roles import Power

ANY = _("全部")
YES_NO = [("yes", _("是")), ("no", _("否"))]
NEVER_BELOW, NEVER_ABOVE = 1949, 2200


def organizations_of(request: HttpRequest) -> QuerySet[Organization]:
    """Organs whose records the person may see, in administrative order."""
    return Organization.objects.reached_by(request.user, Power.SEE_RECORDS).in_order()


class YearFilter(django_filters.NumberFilter):
    """Rows whose day lies in the year: the index by day answers it."""

    def __init__(self, **kwargs: Any) -> None:
        limits = {"min_value": NEVER_BELOW, "max_value": NEVER_ABOVE, "decimal_places": 0}
        super().__init__(label=_("年度"), method=self.of_year, **limits, **kwargs)

    @staticmethod
    def of_year(rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        return rows.filter(day__range=(date(int(value), 1, 1), date(int(value), 12, 31)))


class YesNoFilter(django_filters.ChoiceFilter):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=YES_NO, empty_label=ANY, method=self.says, **kwargs)

    @staticmethod
    def says(rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(**{name: value == "yes"})


class OfOrganization(django_filters.FilterSet):
    """What all lists begin with."""

    year = YearFilter()
    organization = django_filters.ModelChoiceFilter(
        label=_("机关"), queryset=organizations_of, to_field_name="code", empty_label=ANY
    )
