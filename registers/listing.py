"""What the lists of records share: a filter, an order, a page and the addresses around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from registers.paging import Order, Page

# marks of a page do not belong to what is filtered
PLACE = ("after", "before")


@dataclass(frozen=True)
class SortLink:
    """A heading that sorts: `state` is ascending, descending or empty."""

    text: Any
    address: str
    state: str


def address(query: QueryDict, **changes: str) -> str:
    """The page's own address with some of its state changed; a new state begins at its first row."""
    kept = [(name, value) for name, value in query.items() if name not in (*PLACE, *changes) and value]
    return "?" + urlencode([*kept, *((name, value) for name, value in changes.items() if value)])


def sort_link(request: HttpRequest, text: Any, name: str, current: str) -> SortLink:
    """Falls first for days, rises first for the rest; pressed again it turns round."""
    state = "ascending" if current == name else "descending" if current == f"-{name}" else ""
    first = f"-{name}" if name == "day" else name
    turned = name if state == "descending" else f"-{name}" if state == "ascending" else first
    return SortLink(text, address(request.GET, sort=turned), state)


def order_of(request: HttpRequest, orders: Mapping[str, Order], default: str) -> tuple[str, Order]:
    """The order that the address asks for; an unknown one is the default."""
    wanted = request.GET.get("sort", default)
    return (wanted, orders[wanted]) if wanted in orders else (default, orders[default])


def around(request: HttpRequest, page: Page) -> dict[str, str]:
    """Addresses of the pages before and after, for components/pager.html."""
    return {
        "next": address(request.GET, after=page.after) if page.after else "",
        "previous": address(request.GET, before=page.before) if page.before else "",
    }


def query_of(request: HttpRequest) -> str:
    """The filters alone, to hand on to an export."""
    return address(request.GET)


def filtered(request: HttpRequest, filterset: Any) -> bool:
    """Whether any filter is set."""
    return any(request.GET.get(name) for name in filterset.filters)


def chosen_in_words(filterset: Any) -> list[tuple[str, str]]:
    """(label, value) of every filter that is set, as the fields show them; for paper."""
    form = filterset.form
    if not form.is_valid():
        return []
    set_values = [(name, value) for name, value in form.cleaned_data.items() if value not in (None, "")]
    return [(str(form.fields[name].label), _said(form.fields[name], value)) for name, value in set_values]


def _said(field: Any, value: Any) -> str:
    choices = getattr(field, "choices", ())
    plain = [] if hasattr(field, "queryset") else [(str(key), str(label)) for key, label in choices]
    return dict(plain).get(str(value), str(value))
