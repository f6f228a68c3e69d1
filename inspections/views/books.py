"""The lists of registers 9 to 12, filtered, searched, sorted and exported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.books import VISITS, Book
from organizations.models import Organization
from organizations.roles import Power
from organizations.scoping import has_power
from organizations.views import PermittedView
from registers.exporting import export
from registers.listing import around, chosen_in_words, filtered, order_of, query_of, sort_link
from registers.paging import Order, page

ORDERS = {
    "-day": Order("day", falling=True),
    "day": Order("day", falling=False),
    "name": Order("name", falling=False, kind=str),
    "-name": Order("name", falling=True, kind=str),
}
ALWAYS = ("pk", "day", "name", "organization__name", "organization__short_name")


def listed(request: HttpRequest, book: Book) -> tuple[Any, QuerySet[Any]]:
    """The filter, and the records that this person may see and that it lets through; none for a wrong filter."""
    visible = book.model._default_manager.visible_to(request.user)
    filterset = book.filter_class(request.GET, visible, request=request)
    return filterset, filterset.qs if filterset.is_valid() else visible.none()


class Records(PermittedView):
    """One register by day, newest first."""

    powers = frozenset({Power.SEE_RECORDS})
    book: Book = VISITS

    def get(self, request: HttpRequest) -> HttpResponse:
        book = self.book
        filterset, records = listed(request, book)
        sort, order = order_of(request, ORDERS, "-day")
        columns = [name for name in book.columns if name != "organization"]
        found = page(
            records.values(*dict.fromkeys((*ALWAYS, *columns, *book.asked))),
            order,
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
        context = {
            "book": book,
            "address": reverse(f"inspections:{book.route}s"),
            "filter": filterset,
            "filtered": filtered(request, filterset),
            "chosen": chosen_in_words(filterset),
            "headings": [book.heading(name) for name in book.columns],
            "rows": [_row(book, values) for values in found.rows],
            "by_day": sort_link(request, _("日期"), "day", sort),
            "by_name": sort_link(request, book.heading("name"), "name", sort),
            "told": book.told(records),
            "query": query_of(request),
            "edits": has_power(request.user, Power.EDIT_RECORDS),
            "export_xlsx": reverse(f"inspections:{book.route}_export", args=["xlsx"]),
            "export_csv": reverse(f"inspections:{book.route}_export", args=["csv"]),
            "entry": reverse(f"inspections:{book.route}_entry"),
            **around(request, found),
        }
        return render(request, "inspections/records.html", context)


def _row(book: Book, values: dict[str, Any]) -> dict[str, Any]:
    """A row in words; a day that may not be told exactly is its month."""
    return {
        "address": reverse(f"inspections:{book.route}", args=[values["pk"]]),
        "day": book.over(values).get("day") or values["day"].isoformat(),
        "name": values["name"],
        "tags": book.tags(values),
        "cells": [(book.heading(name), book.shown(values, name)) for name in book.columns],
    }


class Export(PermittedView):
    """The list with its filters, all pages of it, as xlsx or CSV, with the headings that an import reads."""

    powers = frozenset({Power.SEE_RECORDS})
    book: Book = VISITS

    def get(self, request: HttpRequest, format: str) -> HttpResponseBase:
        book = self.book
        columns = [column for column in book.register.columns if column.kept]
        _filterset, records = listed(request, book)
        _sort, order = order_of(request, ORDERS, "-day")
        sign = "-" if order.falling else ""
        rows = book.exported(records).order_by(f"{sign}{order.column}", f"{sign}pk")
        names = dict(Organization.objects.values_list("pk", "name"))
        values = rows.values_list(*(column.at for column in columns)).iterator(chunk_size=2000)
        lines = (_exported(book, columns, row, names) for row in values)
        headings = [column.heading for column in columns]
        return export(str(book.title), headings, lines, format, user=request.user, subject=book.label)


def _exported(book: Book, columns: list[Any], row: tuple[Any, ...], names: dict[int, str]) -> Iterator[Any]:
    """Numbers stay numbers and days days; choices become the words that an import reads."""
    for column, value in zip(columns, row, strict=True):
        if column.at == "organization_id":
            yield names[value]
        elif value is None or value == "":
            yield None
        elif isinstance(value, date) or (isinstance(value, int) and not isinstance(value, bool)):
            yield value
        else:
            yield book.in_words(column.at, value)
