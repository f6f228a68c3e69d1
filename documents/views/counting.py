"""两种数法: registered numbers beside highest serials, and the holes in the series."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.counting import Line, change, count_both_ways, total
from documents.models import Document
from documents.views.listing import scope_line
from organizations.roles import Power
from organizations.views import PermittedView
from registers.exporting import export
from registers.filters import NEVER_ABOVE, NEVER_BELOW, organizations_of
from registers.listing import address


class CountingForm(forms.Form):
    year = forms.IntegerField(label=gettext_lazy("年度"), min_value=NEVER_BELOW, max_value=NEVER_ABOVE, required=False)
    organization = forms.ModelChoiceField(
        label=gettext_lazy("机关"),
        queryset=None,
        to_field_name="code",
        required=False,
        empty_label=gettext_lazy("全部"),
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET)
        self.fields["organization"].queryset = organizations_of(request)  # type: ignore[attr-defined]


class Counting(PermittedView):
    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest) -> HttpResponse:
        form = CountingForm(request)
        documents = Document.objects.visible_to(request.user)
        year = timezone.localdate().year
        if form.is_valid():
            year = form.cleaned_data["year"] or year
            if form.cleaned_data["organization"]:
                documents = documents.filter(organization=form.cleaned_data["organization"])
        else:
            documents = documents.none()
        lines = count_both_ways(documents, year)
        if "export" in request.GET:
            return _exported(request, lines, year)
        before, now = total(lines)
        context = {
            "form": form,
            "lines": lines,
            "year": year,
            "before_year": year - 1,
            "before": before,
            "now": now,
            "by_number": change(before.numbers, now.numbers),
            "by_serial": change(before.highest, now.highest),
            "earlier": address(request.GET, year=str(year - 1)),
            "later": address(request.GET, year=str(year + 1)),
            "xlsx": address(request.GET, export="xlsx"),
            "csv": address(request.GET, export="csv"),
            "scope": scope_line(),
        }
        return render(request, "documents/counting.html", context)


def _exported(request: HttpRequest, lines: list[Line], year: int) -> HttpResponse:
    years = {"before": year - 1, "now": year}
    headings = [
        _("机关"),
        _("机关代字"),
        _("%(before)s年登记字号数") % years,
        _("%(now)s年登记字号数") % years,
        _("按登记字号增减"),
        _("%(before)s年最大序号") % years,
        _("%(now)s年最大序号") % years,
        _("按最大序号增减"),
        _("缺号数"),
        _("缺号"),
    ]
    name = _("%(year)s年两种数法") % {"year": year}
    rows = (_row(line) for line in lines)
    return export(name, headings, rows, request.GET["export"], user=request.user, subject=Document._meta.label_lower)


def _row(line: Line) -> list[Any]:
    return [
        line.issuer,
        line.series,
        line.before.numbers,
        line.now.numbers,
        line.by_number,
        line.before.highest,
        line.now.highest,
        line.by_serial,
        line.missing,
        _("、").join(line.ranges),
    ]
