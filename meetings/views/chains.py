"""层层开会: a meeting and those held below because of it, as one chain with its hours of people. No unit is ranked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.chains import SHOWN, Chain, Link, beginnings, chains
from meetings.models import Meeting, MeetingQuerySet
from organizations.roles import Power
from organizations.views import PermittedView
from registers.exporting import export
from registers.filters import OfOrganization
from registers.listing import around, chosen_in_words, filtered, query_of
from registers.paging import Order, page
from registers.showing import value_in_words

ORDER = Order("day", falling=True)
# chains looked up together for an export
PIECE = 200
# texts without their meeting that the list shows
UNRESOLVED = 20


class ChainFilter(OfOrganization):
    q = django_filters.CharFilter(label=gettext_lazy("会议名称"), field_name="name", lookup_expr="icontains")

    class Meta:
        model = Meeting
        fields = ["q", "year", "organization"]


def _listed(request: HttpRequest) -> tuple[ChainFilter, MeetingQuerySet, MeetingQuerySet]:
    """The filter, the meetings that chains begin with, and all that this person may see."""
    visible = Meeting.objects.visible_to(request.user)
    filterset = ChainFilter(request.GET, beginnings(visible), request=request)
    return filterset, filterset.qs if filterset.is_valid() else visible.none(), visible


class Chains(PermittedView):
    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest) -> HttpResponse:
        filterset, first, visible = _listed(request)
        found = page(
            first.values(*SHOWN), ORDER, after=request.GET.get("after", ""), before=request.GET.get("before", "")
        )
        context = {
            "filter": filterset,
            "filtered": filtered(request, filterset),
            "chosen": chosen_in_words(filterset),
            "rows": [_summed(chain) for chain in chains(found.rows, visible)],
            "unresolved": _unresolved(visible),
            "query": query_of(request),
            **around(request, found),
        }
        return render(request, "meetings/chains.html", context)


class OneChain(PermittedView):
    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        visible = Meeting.objects.visible_to(request.user)
        meeting = get_object_or_404(visible, pk=pk)
        (chain,) = chains([visible.values(*SHOWN).get(pk=meeting.pk)], visible)
        links = [_in_words(link) for link in chain.links]
        return render(request, "meetings/chain.html", {"chain": chain, "sum": _summed(chain), "links": links})


class ChainsExport(PermittedView):
    """Every meeting of every chain that the list holds, a line each."""

    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, format: str) -> HttpResponseBase:
        _filterset, first, visible = _listed(request)
        headings = [
            _("起头的会议"), _("第几层"), _("召开日期"), _("单位"), _("会议名称"), _("形式"), _("时长（分钟）"),
            _("参会人数"), _("人时"),
        ]  # fmt: skip
        return export(
            _("层层开会"), headings, _written(first, visible), format, user=request.user, subject="meetings.meeting"
        )


def _written(first: QuerySet[Any], visible: MeetingQuerySet) -> Iterator[list[Any]]:
    rows = list(first.order_by("-day", "-pk").values(*SHOWN))
    for start in range(0, len(rows), PIECE):
        for chain in chains(rows[start : start + PIECE], visible):
            for link in chain.links:
                yield [
                    chain.first.name, link.depth, link.day, link.organ, link.name,
                    value_in_words(Meeting, "form", link.form), link.minutes, link.people,
                    None if link.hours is None else round(link.hours, 1),
                ]  # fmt: skip


def _summed(chain: Chain) -> dict[str, Any]:
    days: list[date] = [link.day for link in chain.links]
    return {
        "chain": chain,
        "first": chain.first,
        "level": value_in_words(Meeting, "level", chain.first.level),
        "count": len(chain.links),
        "from": min(days),
        "to": max(days),
        "hours": round(chain.hours),
        "known": chain.unknown < len(chain.links),
        "units": len({link.organ for link in chain.links}),
    }


def _in_words(link: Link) -> dict[str, Any]:
    return {
        "link": link,
        "form": value_in_words(Meeting, "form", link.form),
        "level": value_in_words(Meeting, "level", link.level),
        "hours": None if link.hours is None else round(link.hours, 1),
    }


def _unresolved(visible: MeetingQuerySet) -> list[Meeting]:
    """The newest whose 上级会议 nobody could find among the meetings held."""
    without = visible.filter(superior=None).exclude(superior_text="").select_related("organization")
    return list(without.order_by("-day", "-pk")[:UNRESOLVED])
