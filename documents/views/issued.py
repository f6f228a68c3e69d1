"""The list of documents issued, and its export."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from documents.filters import DocumentFilter
from documents.importing import DOCUMENTS
from documents.models import Document, DocumentQuerySet
from documents.showing import value_in_words
from documents.views.listing import scope_line
from organizations.models import Level, Organization
from organizations.roles import Power
from organizations.scoping import has_power
from organizations.views import PermittedView
from registers.exporting import export
from registers.listing import around, chosen_in_words, filtered, order_of, query_of, sort_link
from registers.paging import Order, page

ORDERS = {
    "-day": Order("day", falling=True),
    "day": Order("day", falling=False),
    "number": Order("number_search", falling=False, kind=str),
    "-number": Order("number_search", falling=True, kind=str),
}
SHOWN = (
    "pk",
    "day",
    "issued_on",
    "number",
    "number_search",
    "title",
    "organization__name",
    "organization__short_name",
    "doc_type",
    "level",
    "form",
    "counted",
    "uncounted_reason",
    "repeats_number",
    "supporting",
    "joint",
)
# what an export holds: the register's own columns, so that it can be imported again
EXPORTED = [column for column in DOCUMENTS.columns if column.kept]


def listed(request: HttpRequest) -> tuple[DocumentFilter, DocumentQuerySet]:
    """The filter, and the documents that this person may see and that it lets through; none for a wrong filter."""
    visible = Document.objects.visible_to(request.user)
    filterset = DocumentFilter(request.GET, visible, request=request)
    return filterset, filterset.qs if filterset.is_valid() else visible.none()


class Documents(PermittedView):
    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest) -> HttpResponse:
        filterset, documents = listed(request)
        sort, order = order_of(request, ORDERS, "-day")
        found = page(
            documents.values(*SHOWN),
            order,
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
        context = {
            "filter": filterset,
            "filtered": filtered(request, filterset),
            "chosen": chosen_in_words(filterset),
            "rows": [_row(values) for values in found.rows],
            "by_day": sort_link(request, _("成文日期"), "day", sort),
            "by_number": sort_link(request, _("发文字号"), "number", sort),
            "query": query_of(request),
            "edits": has_power(request.user, Power.EDIT_RECORDS),
            "scope": scope_line(),
            **around(request, found),
        }
        return render(request, "documents/list.html", context)


def _row(values: dict[str, Any]) -> dict[str, Any]:
    """A row in words."""
    level = Level(values["level"])
    return values | {
        "organ": values["organization__short_name"] or values["organization__name"],
        "level_name": level.label,
        "unknown_level": level is Level.UNKNOWN,
        "form_name": value_in_words("form", values["form"]),
        "in_count": values["counted"] and not values["repeats_number"],
        "why_not": _("多文一号") if values["repeats_number"] else values["uncounted_reason"],
    }


class Export(PermittedView):
    """The list with its filters, all pages of it, as xlsx or CSV."""

    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, format: str) -> HttpResponseBase:
        _filterset, documents = listed(request)
        _sort, order = order_of(request, ORDERS, "-day")
        sign = "-" if order.falling else ""
        rows = documents.order_by(f"{sign}{order.column}", f"{sign}pk").values_list(*(one.at for one in EXPORTED))
        names = dict(Organization.objects.values_list("pk", "name"))
        lines = (_exported(row, names) for row in rows.iterator(chunk_size=2000))
        headings = [one.heading for one in EXPORTED]
        return export(_("发文"), headings, lines, format, user=request.user, subject=Document._meta.label_lower)


def _exported(row: tuple[Any, ...], names: dict[int, str]) -> Iterator[Any]:
    """Numbers stay numbers and days days; choices become the words that an import reads."""
    for column, value in zip(EXPORTED, row, strict=True):
        if column.at == "organization_id":
            yield names[value]
        elif value is None or isinstance(value, date) or column.at in ("pages", "characters"):
            yield value
        elif value == "" or (column.at == "level" and value == Level.UNKNOWN):
            yield None
        else:
            yield value_in_words(column.at, value)
