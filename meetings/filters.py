"""Filters of the lists of meetings."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from meetings.models import MATCHED, Meeting, MeetingClass, MeetingForm
from organizations.models import Level
from registers.filters import ANY, YES_NO, OfOrganization, YesNoFilter

GRASSROOTS = ("grassroots", _("县及以下"))


class MeetingFilter(OfOrganization):
    q = django_filters.CharFilter(label=_("会议名称、议题或编号"), method="words")
    category = django_filters.ChoiceFilter(label=_("会议类别"), choices=MeetingClass.choices, empty_label=ANY)
    form = django_filters.ChoiceFilter(label=_("形式"), choices=MeetingForm.choices, empty_label=ANY)
    level = django_filters.ChoiceFilter(
        label=_("开到层级"), choices=[GRASSROOTS, *Level.choices], empty_label=ANY, method="reaching"
    )
    province_wide = YesNoFilter(label=_("全省性"))
    planned = django_filters.ChoiceFilter(label=_("计划内"), choices=YES_NO, empty_label=ANY, method="in_plan")
    counted = YesNoFilter(label=_("计入统计"))

    class Meta:
        model = Meeting
        fields = ["q", "year", "organization", "category", "form", "level", "province_wide", "planned", "counted"]

    def words(self, rows: QuerySet[Meeting], name: str, value: str) -> QuerySet[Meeting]:
        """Every word is part of the name, the topic, the 计划编号 or the number of the notice."""
        for word in value.split():
            number = Q(plan_number__icontains=word) | Q(notice_number__icontains=word)
            rows = rows.filter(Q(name__icontains=word) | Q(topic__icontains=word) | number)
        return rows

    def reaching(self, rows: QuerySet[Meeting], name: str, value: str) -> QuerySet[Meeting]:
        return rows.filter(level__gte=Level.COUNTY) if value == GRASSROOTS[0] else rows.filter(level=value)

    def in_plan(self, rows: QuerySet[Meeting], name: str, value: str) -> QuerySet[Meeting]:
        return rows.filter(match__in=MATCHED) if value == "yes" else rows.exclude(match__in=MATCHED)
