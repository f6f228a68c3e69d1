"""The table of holidays and make-up working days: the system administrator enters a year once it is announced."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizations.models import User
from organizations.roles import Power
from organizations.views import PermittedView
from registers import history
from registers.models import Holiday
from registers.workdays import SATURDAY

FIELDS = ("day", "name", "works")
# years that a `date` and the page's links can carry
YEARS = range(2000, 2101)


class HolidayForm(forms.ModelForm):
    class Meta:
        model = Holiday
        fields = FIELDS
        widgets = {"day": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}
        labels = {"works": _("调休上班（周六、周日照常上班）")}
        error_messages = {"day": {"unique": _("这一天已经录入。要改，请先删除再录入。")}}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        day = said.get("day")
        if day and day.year not in YEARS:
            self.add_error("day", _("年份应在2000年至2100年之间。"))
        elif day and said["works"] and day.weekday() < SATURDAY:
            self.add_error("works", _("%(day)s 不是周六、周日，本来就上班，不用录入。") % {"day": day.isoformat()})
        return said


class Holidays(PermittedView):
    """One year of the table, by `?year=`; a POST adds a day."""

    powers = frozenset({Power.MANAGE_ACCOUNTS})

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request, year_of(request), HolidayForm(), 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = HolidayForm(request.POST)
        if not form.is_valid():
            return self.answer(request, year_of(request), form, 422)
        with transaction.atomic():
            day = form.save()
            leave_line("created", day, {}, values(day), request.user)
        return redirect(address(day.day.year))

    def answer(self, request: HttpRequest, year: int, form: HolidayForm, status: int) -> HttpResponse:
        context = {
            "year": year,
            "earlier": address(year - 1) if year - 1 in YEARS else "",
            "later": address(year + 1) if year + 1 in YEARS else "",
            "holidays": Holiday.objects.filter(day__year=year),
            "form": form,
        }
        return render(request, "registers/holidays.html", context, status=status)


class DeleteHoliday(PermittedView):
    powers = frozenset({Power.MANAGE_ACCOUNTS})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        with transaction.atomic():
            day = get_object_or_404(Holiday.objects.select_for_update(), pk=pk)
            old, year = values(day), day.day.year
            day.delete()
            leave_line("deleted", day, old, {}, request.user)
        return redirect(address(year))


def values(day: Holiday) -> dict[str, Any]:
    return {name: getattr(day, name) for name in FIELDS}


def leave_line(action: str, day: Holiday, old: dict[str, Any], new: dict[str, Any], user: User) -> None:
    changes = history.difference(old, new, FIELDS)
    line = history.Line(action, Holiday._meta.label_lower, day.day.isoformat(), changes=changes)
    history.write([line], actor=user, path="page")


def year_of(request: HttpRequest) -> int:
    """The year that the address names, this year where it names none. Http404 for what is no year."""
    text = request.GET.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else 0
    if text and year not in YEARS:
        raise Http404
    return year or timezone.localdate().year


def address(year: int) -> str:
    return f"{reverse('registers:holidays')}?year={year}"
