"""Filters of the lists of documents."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from documents.derive.types import TYPES
from documents.models import ClassifiedCount, Document, Incoming
from documents.searching import matching
from organizations.models import Form, Level
from registers.filters import ANY, OfOrganization, YesNoFilter

GRASSROOTS = ("grassroots", _("县及以下"))


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
