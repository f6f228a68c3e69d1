"""The lists of registers 3 and 4: what was received, and counts of classified papers."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from documents.filters import ClassifiedFilter, IncomingFilter
from documents.models import ClassifiedCount, Incoming, Secrecy
from documents.views.listing import scope_line
from organizations.roles import Power
from organizations.views import PermittedView
from registers.exporting import export
from registers.listing import address, around, chosen_in_words, filtered
from registers.paging import Order, page

ORDER = Order("day", falling=True)


class RegisterList(PermittedView):
    """A register by day, newest first, with `?export=xlsx` or `csv` for all of what it shows."""

    powers = frozenset({Power.SEE_RECORDS})
    filter_class: ClassVar[type[django_filters.FilterSet]]
    fields: ClassVar[tuple[str, ...]]
    template: ClassVar[str]
    name: ClassVar[str]

    def records(self, request: HttpRequest) -> QuerySet[Any]:
        raise NotImplementedError

    def columns(self) -> list[tuple[str, str]]:
        """(heading, field) of an export."""
        raise NotImplementedError

    def in_words(self, values: dict[str, Any]) -> dict[str, Any]:
        return values

    def get(self, request: HttpRequest) -> HttpResponse:
        visible = self.records(request)
        filterset = self.filter_class(request.GET, visible, request=request)
        rows = (filterset.qs if filterset.is_valid() else visible.none()).values("pk", *self.fields)
        if "export" in request.GET:
            return self.exported(request, rows)
        found = page(rows, ORDER, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
        context = {
            "filter": filterset,
            "filtered": filtered(request, filterset),
            "chosen": chosen_in_words(filterset),
            "rows": [self.in_words(values) for values in found.rows],
            "xlsx": address(request.GET, export="xlsx"),
            "csv": address(request.GET, export="csv"),
            "scope": scope_line(),
            **around(request, found),
        }
        return render(request, self.template, context)

    def exported(self, request: HttpRequest, rows: QuerySet[Any, dict[str, Any]]) -> HttpResponse:
        ordered = rows.order_by("-day", "-pk").iterator(chunk_size=2000)
        columns = self.columns()
        lines = ([self.in_words(values)[field] for _heading, field in columns] for values in ordered)
        headings = [heading for heading, _field in columns]
        return export(
            self.name, headings, lines, request.GET["export"], user=request.user, subject=rows.model._meta.label_lower
        )


class Received(RegisterList):
    filter_class = IncomingFilter
    fields = ("day", "received_on", "organization__name", "sender__name", "sender_text", "number", "title", "form")
    template = "documents/incoming.html"
    name = "收文"

    def records(self, request: HttpRequest) -> QuerySet[Any]:
        return Incoming.objects.visible_to(request.user)

    def columns(self) -> list[tuple[str, str]]:
        return [
            (_("收文日期"), "received_on"),
            (_("收文单位"), "organization__name"),
            (_("来文机关"), "sender_text"),
            (_("来文字号"), "number"),
            (_("标题"), "title"),
            (_("形式"), "form"),
        ]


class Classified(RegisterList):
    """Counts only. An administrator may have switched them off: the page is then not there."""

    filter_class = ClassifiedFilter
    fields = ("day", "year", "month", "organization__name", "secrecy", "issued", "due", "reviewed", "declassified")
    template = "documents/classified.html"
    name = "涉密文件数"

    def records(self, request: HttpRequest) -> QuerySet[Any]:
        if not settings.CLASSIFIED_COUNTS:
            raise Http404
        return ClassifiedCount.objects.visible_to(request.user)

    def in_words(self, values: dict[str, Any]) -> dict[str, Any]:
        return values | {
            "secrecy_name": str(Secrecy(values["secrecy"]).label),
            "month_text": f"{values['year']}-{values['month']:02}",
            "left": values["due"] - values["reviewed"],
        }

    def columns(self) -> list[tuple[str, str]]:
        return [
            (_("单位"), "organization__name"),
            (_("年月"), "month_text"),
            (_("密级"), "secrecy_name"),
            (_("制发件数"), "issued"),
            (_("到期应审核件数"), "due"),
            (_("已审核件数"), "reviewed"),
            (_("已解密件数"), "declassified"),
        ]
