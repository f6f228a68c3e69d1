"""联席会议: sittings of the secretaries-general, what came before them, what was decided and what it saved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import django_filters
from django.contrib import messages
from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.conferences import add_item, convene, decide_item, remove_item
from meetings.actions.refused import Refused, Stale
from meetings.agenda import agenda_of, candidates, ideas_for
from meetings.forms.conferences import ConveneForm, DecisionForm, ItemForm, SeenForm
from meetings.models import AgendaItem, JointConference, PlannedMeeting, Proposal
from organizations.models import Organization
from organizations.roles import Power
from organizations.views import PermittedView
from registers.exporting import export
from registers.filters import YearFilter
from registers.listing import around, chosen_in_words, filtered, query_of
from registers.paging import Order, page

OFFICE = frozenset({Power.CHECK_PLANS})
ORDER = Order("day", falling=True)
# lines that the search for an agenda shows
MOST = 50


class SittingFilter(django_filters.FilterSet):
    year = YearFilter()

    class Meta:
        model = JointConference
        fields = ["year"]


def _listed(request: HttpRequest) -> tuple[SittingFilter, QuerySet[Any]]:
    """The filter, and the sittings that it lets through with what they came to."""
    visible = JointConference.objects.editable_by(request.user)
    filterset = SittingFilter(request.GET, visible, request=request)
    found = filterset.qs if filterset.is_valid() else visible.none()
    return filterset, found.annotate(
        proposed=Count("items"),
        decided=Count("items", filter=Q(items__decided=True)),
        saved=Sum("items__saved_meetings", filter=Q(items__decided=True)),
        half_days=Sum("items__saved_person_half_days"),
        unknown=Count("items", filter=Q(items__decided=True, items__saved_person_half_days=None)),
    )


SHOWN = (
    "pk", "year", "number", "day", "organization__name", "organization__short_name", "proposed", "decided", "saved",
    "half_days", "unknown",
)  # fmt: skip


class Conferences(PermittedView):
    powers = OFFICE

    def get(self, request: HttpRequest) -> HttpResponse:
        filterset, sittings = _listed(request)
        found = page(
            sittings.values(*SHOWN), ORDER, after=request.GET.get("after", ""), before=request.GET.get("before", "")
        )
        context = {
            "filter": filterset,
            "filtered": filtered(request, filterset),
            "chosen": chosen_in_words(filterset),
            "rows": [
                values | {"organ": values["organization__short_name"] or values["organization__name"]}
                for values in found.rows
            ],
            "query": query_of(request),
            **around(request, found),
        }
        return render(request, "meetings/conferences.html", context)


class ConferencesExport(PermittedView):
    powers = OFFICE

    def get(self, request: HttpRequest, format: str) -> HttpResponseBase:
        _filterset, sittings = _listed(request)
        headings = [
            _("年度"), _("第几次"), _("召开日期"), _("牵头单位"), _("议题"), _("已议定"), _("少开会议"),
            _("少用人次半天"), _("人次不详的议题"),
        ]  # fmt: skip
        rows = sittings.order_by("-day", "-pk").values_list(
            "year", "number", "day", "organization__name", "proposed", "decided", "saved", "half_days", "unknown"
        )
        subject = JointConference._meta.label_lower
        return export(_("联席会议"), headings, rows.iterator(500), format, user=request.user, subject=subject)


class Convene(PermittedView):
    powers = OFFICE

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "meetings/convene.html", {"form": ConveneForm(_offices(request))})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ConveneForm(_offices(request), request.POST)
        if form.is_valid():
            said = form.cleaned_data
            try:
                made = convene(
                    organization=said["organization"].pk, day=said["day"], note=said["note"], by=request.user
                )
            except Refused as refused:
                form.add_error(refused.field or None, refused.message)
            else:
                messages.success(request, _("已登记。下面是可以提交这次会议的建议。"))
                return redirect("meetings:conference", made.pk)
        return render(request, "meetings/convene.html", {"form": form}, status=422)


def _offices(request: HttpRequest) -> QuerySet[Organization]:
    """Where the person is at work: the lead office."""
    return Organization.objects.reached_by(request.user, Power.PLAN).in_order()


class Conference(PermittedView):
    powers = OFFICE

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return _show(request, _sitting(request, pk))


class AddItem(PermittedView):
    """GET: planned meetings to choose from, found by words. POST: put on the agenda; `all` takes every proposal."""

    powers = OFFICE

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        sitting = _sitting(request, pk)
        lines = PlannedMeeting.objects.reached_by(request.user, Power.CHECK_PLANS)
        words = request.GET.get("q", "").strip()[:100]
        found = list(candidates(lines, sitting, words)[: MOST + 1])
        context = {"sitting": sitting, "words": words, "lines": found[:MOST], "more": len(found) > MOST, "most": MOST}
        return render(request, "meetings/agenda_add.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sitting = _sitting(request, pk)
        try:
            added = list(self._add(request, sitting))
        except Refused as refused:
            return _show(request, sitting, refused.message, 409)
        if not added:
            return _show(request, sitting, _("请选一次以上的会议。"), 422)
        messages.success(request, _("已列入议程。"))
        return redirect("meetings:conference", pk)

    def _add(self, request: HttpRequest, sitting: JointConference) -> Iterator[AgendaItem]:
        lines = PlannedMeeting.objects.reached_by(request.user, Power.CHECK_PLANS)
        if request.POST.get("all"):
            for idea in ideas_for(lines, sitting):
                yield add_item(
                    conference=sitting.pk, proposal=idea.proposal, planned=idea.planned, lead=idea.lead, by=request.user
                )
            return
        form = ItemForm(request.POST)
        if form.is_valid():
            said = form.cleaned_data
            lead = said["lead"]
            if lead is None and said["proposal"] == Proposal.JOIN:
                # without a choice the first one leads
                lead = said["planned"][0]
            proposal = Proposal(said["proposal"])
            yield add_item(
                conference=sitting.pk, proposal=proposal, planned=said["planned"], lead=lead, by=request.user
            )


class DecideItem(PermittedView):
    powers = OFFICE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = _item(request, pk)
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return _show(request, item.conference, _("请选套开、不开或保留。"), 422)
        said = form.cleaned_data
        try:
            done = decide_item(
                item=pk,
                version=said["version"],
                decision=Proposal(said["decision"]),
                line=said["line"],
                by=request.user,
                today=timezone.localdate(),
            )
        except Refused as refused:
            return _show(request, item.conference, refused.message, 409)
        except Stale:
            return _show(request, item.conference, _("这个议题刚刚有人改过；请看过现在的内容再定。"), 409)
        messages.success(request, _("已议定：少开%(saved)s次。计划随之更新。") % {"saved": done.saved_meetings})
        return redirect("meetings:conference", item.conference_id)


class RemoveItem(PermittedView):
    powers = OFFICE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = _item(request, pk)
        form = SeenForm(request.POST)
        if not form.is_valid():
            return _show(request, item.conference, _("请在页面上按“移出议程”。"), 422)
        try:
            remove_item(item=pk, version=form.cleaned_data["version"], by=request.user)
        except Refused as refused:
            return _show(request, item.conference, refused.message, 409)
        except Stale:
            return _show(request, item.conference, _("这个议题刚刚有人改过；请看过现在的内容再定。"), 409)
        messages.success(request, _("已移出议程。"))
        return redirect("meetings:conference", item.conference_id)


def _sitting(request: HttpRequest, pk: int) -> JointConference:
    return get_object_or_404(JointConference.objects.editable_by(request.user).select_related("organization"), pk=pk)


def _item(request: HttpRequest, pk: int) -> AgendaItem:
    items = AgendaItem.objects.editable_by(request.user).select_related("conference__organization")
    item = items.filter(pk=pk).first()
    if item is None:
        raise Http404
    return item


def _show(request: HttpRequest, sitting: JointConference, refused: str = "", status: int = 200) -> HttpResponse:
    lines = PlannedMeeting.objects.reached_by(request.user, Power.CHECK_PLANS)
    items = AgendaItem.objects.editable_by(request.user).filter(conference=sitting)
    context = {
        "sitting": sitting,
        "agenda": agenda_of(items),
        "ideas": ideas_for(lines, sitting),
        "held": sitting.day <= timezone.localdate(),
        "refused": refused,
    }
    return render(request, "meetings/conference.html", context, status=status)
