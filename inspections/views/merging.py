"""The list of proposals to join inspections, and the run that makes them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.actions.merging import start_run
from inspections.actions.refusals import Refused
from inspections.forms.merging import RunForm
from inspections.models import Answer, MergeProposal, MergeRun, ProposalState
from inspections.proposing.showing import county_days
from organizations.roles import Power
from organizations.scoping import has_power
from organizations.views import PermittedView

OFFICE = frozenset({Power.CHECK_PLANS})
CONCERNED = frozenset({Power.CHECK_PLANS, Power.PLAN})
PAGE = 50
UNDER_WAY = (MergeRun.State.WAITING, MergeRun.State.RUNNING)


class Merging(PermittedView):
    """The office sees all proposals of a year; a department those that were sent to it."""

    powers = CONCERNED

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.htmx:
            run = _run(request, _year(request))
            if run is not None and run.state in UNDER_WAY:
                return render(request, "inspections/merging.html#progress", {"run": run, "year": run.year})
            # the proposals are there: the whole page, not the bar alone
            answer = HttpResponse()
            answer["HX-Refresh"] = "true"
            return answer
        return _show(request, _year(request))


class RunMerging(PermittedView):
    powers = OFFICE

    def post(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        form = RunForm(request.POST, today=today, year=_usual_year())
        if not form.is_valid():
            return _show(request, _usual_year(), form, 422)
        year = form.cleaned_data["year"]
        try:
            start_run(
                year=year,
                limits=form.limits,
                quiet=form.quiet,
                earliest=form.earliest,
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("已开始测算，完成后在本页列出。可以离开本页。"))
        return redirect(reverse("inspections:merging") + f"?year={year}")


def _year(request: HttpRequest) -> int:
    text = request.GET.get("year", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else _usual_year()


def _usual_year() -> int:
    """From November on the next year is planned; until then it is this year's plan."""
    today = timezone.localdate()
    return today.year + (today.month >= 11)


def _run(request: HttpRequest, year: int) -> MergeRun | None:
    return MergeRun.objects.visible_to(request.user).filter(year=year).order_by("-pk").first()


def _show(request: HttpRequest, year: int, form: RunForm | None = None, status: int = 200) -> HttpResponse:
    visible = MergeProposal.objects.visible_to(request.user).filter(year=year)
    state = request.GET.get("state", "")
    chosen = visible.filter(state=state) if state in ProposalState.values else visible
    page = Paginator(_listed(chosen), PAGE).get_page(request.GET.get("page"))
    runs = has_power(request.user, Power.CHECK_PLANS)
    context = {
        "year": year,
        "years": _years(year),
        "page": page,
        "states": _states(visible, year, state),
        "sums": _sums(visible),
        "waiting": set(visible.waiting_for(request.user).values_list("pk", flat=True)),
        "planned": county_days(year),
        "run": _run(request, year) if runs else None,
        "form": (form or RunForm(today=timezone.localdate(), year=year)) if runs else None,
        "previous": f"?year={year}&state={state}&page={page.previous_page_number()}" if page.has_previous() else "",
        "next": f"?year={year}&state={state}&page={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "inspections/merging.html", context, status=status)


def _listed(proposals: QuerySet[MergeProposal]) -> QuerySet[MergeProposal]:
    counted = proposals.annotate(
        shared=Count("counties", distinct=True),
        refusals=Count("members", filter=Q(members__answer=Answer.REFUSED), distinct=True),
    )
    with_members = counted.select_related("lead", "organization").prefetch_related("members__item__organization")
    return with_members.order_by("-saved", "pk")


def _sums(proposals: QuerySet[MergeProposal]) -> dict[str, int]:
    """County-days that can be saved by what is still open, and that were saved by what was joined."""
    decided = Q(state=ProposalState.DECIDED)
    over = decided | Q(state=ProposalState.REJECTED)
    found = proposals.aggregate(
        won=Sum("saved", filter=decided, default=0), open=Sum("saved", filter=~over, default=0), amount=Count("pk")
    )
    return dict(found)


def _years(year: int) -> list[dict[str, Any]]:
    today = timezone.localdate()
    return [
        {"text": _("%(year)s年") % {"year": one}, "address": f"?year={one}", "current": one == year}
        for one in sorted({today.year, today.year + 1, year})
    ]


def _states(proposals: QuerySet[MergeProposal], year: int, chosen: str) -> list[dict[str, Any]]:
    amounts = dict(proposals.order_by().values_list("state").annotate(n=Count("pk")))
    whole = {"text": _("全部%(n)s") % {"n": sum(amounts.values())}, "address": f"?year={year}", "current": not chosen}
    return [whole] + [
        {"text": f"{state.label}{amounts[state]}", "address": f"?year={year}&state={state}", "current": chosen == state}
        for state in ProposalState
        if state in amounts
    ]
