"""对计划: what was held and has no line of the plan yet, with what is proposed; one click each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import django_filters
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.actions.matching import UNMATCHED, WAITING, confirm, reject, release
from meetings.actions.refused import Refused
from meetings.matching.likeness import likeness
from meetings.matching.pairing import WINDOW, Planned
from meetings.models import MATCHED, Match, Meeting, MeetingQuerySet, PlannedMeeting
from organizations.roles import Power
from organizations.views import PermittedView
from registers.filters import ANY, OfOrganization
from registers.listing import around, chosen_in_words, filtered
from registers.paging import Order, page

ORDER = Order("day", falling=True)
SHOWN = (
    "pk", "day", "name", "match", "organization_id", "organization__name", "organization__short_name",
    "planned_id", "planned__name", "planned__number", "planned__planned_text", "planned__state",
    "planned__planned_from", "planned__planned_to", "approver", "emergency", "rejected_lines",
)  # fmt: skip


class MatchingFilter(OfOrganization):
    q = django_filters.CharFilter(label=gettext_lazy("会议名称"), field_name="name", lookup_expr="icontains")
    match = django_filters.ChoiceFilter(label=gettext_lazy("与计划匹配"), choices=Match.choices, empty_label=ANY)

    class Meta:
        model = Meeting
        fields = ["q", "year", "organization", "match"]


class Matching(PermittedView):
    powers = frozenset({Power.EDIT_RECORDS})

    def get(self, request: HttpRequest) -> HttpResponse:
        return _show(request)


class Settle(PermittedView):
    """确认, 不是 or 撤销 for one meeting; back to the list as it was filtered."""

    powers = frozenset({Power.EDIT_RECORDS})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        acts: dict[str, Callable[..., None]] = {"confirm": confirm, "reject": reject, "release": release}
        act = request.POST.get("act", "")
        line = request.POST.get("planned", "")
        if not Meeting.objects.editable_by(request.user).filter(pk=pk).exists():
            raise Http404
        if act not in acts or (act != "release" and not (line.isascii() and line.isdigit() and len(line) < 19)):
            return _show(request, _("请在列出的计划中选一项，再按“确认”或“不是”。"), 422)
        chosen = {} if act == "release" else {"planned": int(line)}
        try:
            acts[act](meeting=pk, by=request.user, **chosen)
        except Refused as refused:
            return _show(request, refused.message, 409)
        said = {
            "confirm": _("已对上计划，这项计划记为已召开。"),
            "reject": _("已记下不是同一会议，以后不再提示这一项。"),
            "release": _("已撤销，这项计划恢复为已批准。"),
        }
        messages.success(request, said[act])
        return redirect(f"{reverse('meetings:matching')}?{request.GET.urlencode()}")


def _show(request: HttpRequest, refused: str = "", status: int = 200) -> HttpResponse:
    mine = Meeting.objects.editable_by(request.user)
    query = request.GET.copy()
    # what waits for a click comes first
    query.setdefault("match", Match.PROPOSED)
    filterset = MatchingFilter(query, mine, request=request)
    meetings: MeetingQuerySet = filterset.qs if filterset.is_valid() else mine.none()
    found = page(
        meetings.values(*SHOWN), ORDER, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    choices = _choices(request, found.rows)
    context = {
        "filter": filterset,
        "filtered": filtered(request, filterset),
        "chosen": chosen_in_words(filterset),
        "rows": [_row(values, choices[values["pk"]]) for values in found.rows],
        "refused": refused,
        "query": request.GET.urlencode(),
        "window": WINDOW,
        **around(request, found),
    }
    return render(request, "meetings/matching.html", context, status=status)


def _row(values: dict[str, Any], choices: list[dict[str, Any]]) -> dict[str, Any]:
    match = Match(values["match"])
    row = values | {
        "organ": values["organization__short_name"] or values["organization__name"],
        "match_name": match.label,
        "proposed": match is Match.PROPOSED,
        "matched": match in MATCHED,
        "choices": choices if match in UNMATCHED else [],
    }
    if values["planned__planned_from"]:
        line = _planned(values["planned_id"], values, "planned__")
        row["alike"] = _percent(values["name"], line.name)
        row["days"] = line.days_from(values["day"])
    return row


def _planned(pk: int, values: dict[str, Any], prefix: str = "") -> Planned:
    name, first, last = (values[f"{prefix}{at}"] for at in ("name", "planned_from", "planned_to"))
    return Planned(pk, values["organization_id"], name, first, last)


def _percent(one: str, other: str) -> int:
    """Likeness in whole percent, never rounded up to 100."""
    return int(likeness(one, other) * 100)


def _choices(request: HttpRequest, rows: list[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    """For each unmatched meeting the lines of its unit that are near in time, whatever their name; one query."""
    units = {row["organization_id"] for row in rows if row["match"] in UNMATCHED}
    choices: dict[int, list[dict[str, Any]]] = defaultdict(list)
    if not units:
        return choices
    lines = PlannedMeeting.objects.reached_by(request.user, Power.EDIT_RECORDS).filter(
        organization__in=units, state__in=WAITING, joined_to=None, planned_from__isnull=False
    )
    found = list(
        lines.exclude(meetings__match__in=MATCHED)
        .order_by("planned_from", "pk")
        .values("pk", "organization_id", "name", "number", "planned_text", "planned_from", "planned_to")
    )
    for row in rows:
        for line in found:
            near = _planned(line["pk"], line).days_from(row["day"]) <= WINDOW
            if near and line["organization_id"] == row["organization_id"] and line["pk"] not in row["rejected_lines"]:
                choices[row["pk"]].append(line)
    return choices
