"""Filters of the lists; their state lives in the address."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from documents.derive.types import TYPES
from documents.models import ClassifiedCount, Document, Incoming
from documents.searching import matching
from organizations.models import Form, Level, Organization
from organizations.roles import Power

ANY = _("全部")
YES_NO = [("yes", _("是")), ("no", _("否"))]
GRASSROOTS = ("grassroots", _("县及以下"))
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


class DocumentFilter(OfOrganization):
    q = django_filters.CharFilter(label=_("文号、标题或首字母"), method="words")
    level = django_filters.ChoiceFilter(
        label=_("发至层级"), choices=[GRASSROOTS, *Level.choices], empty_label=ANY, method="reaching"
    )
    doc_type = django_filters.ChoiceFilter(label=_("文种"), choices=[(one, one) for one in TYPES], empty_label=ANY)
    form = django_filters.ChoiceFilter(label=_("形式"), choices=Form.choices, empty_label=ANY)
    series = django_filters.CharFilter(label=_("机关代字"), field_name="series_text")
    counted = YesNoFilter(label=_("计入统计"))
    supporting = YesNoFilter(label=_("配套文件"))
    joint = YesNoFilter(label=_("党政联合"))

    class Meta:
        model = Document
        fields = ["q", "year", "organization", "level", "doc_type", "form", "series", "counted", "supporting", "joint"]

    def words(self, rows: QuerySet[Document], name: str, value: str) -> QuerySet[Document]:
        return rows.filter(matching(value, rows))

    def reaching(self, rows: QuerySet[Document], name: str, value: str) -> QuerySet[Document]:
        return rows.filter(level__gte=Level.COUNTY) if value == GRASSROOTS[0] else rows.filter(level=value)


class IncomingFilter(OfOrganization):
    q = django_filters.CharFilter(label=_("文号或标题"), method="words")
    sender = django_filters.CharFilter(label=_("来文机关"), method="sent_by")

    class Meta:
        model = Incoming
        fields = ["q", "year", "organization", "sender"]

    def words(self, rows: QuerySet[Incoming], name: str, value: str) -> QuerySet[Incoming]:
        return rows.filter(matching(value, rows, initialled=False))

    def sent_by(self, rows: QuerySet[Incoming], name: str, value: str) -> QuerySet[Incoming]:
        return rows.filter(Q(sender_text__icontains=value) | Q(sender__name__icontains=value))


class ClassifiedFilter(OfOrganization):
    class Meta:
        model = ClassifiedCount
        fields = ["year", "organization", "secrecy"]
