"""One proposal to join inspections: the grid before and after, its terms, the answers, the decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.actions.merged import join, reject
from inspections.actions.merging import answer, kept_options, revise, send
from inspections.actions.refusals import Refused, Stale
from inspections.forms.merging import AGREE, EXCUSED, JOIN, AnswerForm, DecisionForm, TermsForm, VersionForm
from inspections.merging.revise import leads
from inspections.models import Answer, MergeMember, MergeProposal, PlannedInspection, ProposalState
from inspections.proposing.problem import limits_of, problem_of
from inspections.proposing.showing import a_county, drawn, parts_of, title
from inspections.views.merging import CONCERNED, OFFICE
from organizations.roles import Power
from organizations.scoping import has_power
from organizations.views import PermittedView
from registers.workdays import MissingYear

# field of an act → field of the form
FIELDS = {"lead": "lead", "first": "first_day", "last": "last_day", "people": "people"}
OPEN = (ProposalState.PROPOSED, ProposalState.SENT, ProposalState.ACCEPTED, ProposalState.REFUSED)
OTHERS = 5


class OneProposal(PermittedView):
    """For the office and, once sent, for the departments that it concerns."""

    powers = CONCERNED

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return _show(request, _visible(request, pk))


class Revise(PermittedView):
    powers = OFFICE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        proposal = _of_office(request, pk)
        form = _terms(request, proposal, request.POST)
        if not form.is_valid():
            return _show(request, proposal, terms=form, status=422)
        said = form.cleaned_data
        try:
            revise(
                proposal=pk,
                version=said["version"],
                lead=said["lead"],
                first=said["first_day"],
                last=said["last_day"],
                people=said["people"],
                by=request.user,
            )
        except Refused as refused:
            form.add_error(FIELDS.get(refused.field), refused.message)
            return _show(request, proposal, terms=form, status=422)
        except Stale:
            return _stale(request, pk)
        messages.success(request, _("方案已改，右侧按新日期重排。"))
        return redirect("inspections:merge_proposal", pk)


class Send(PermittedView):
    powers = OFFICE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = VersionForm(request.POST)
        proposal = _of_office(request, pk)
        if not form.is_valid():
            return _show(request, proposal, status=422)
        try:
            made = send(
                proposal=pk,
                version=form.cleaned_data["version"],
                by=request.user,
                at=timezone.now(),
                today=timezone.localdate(),
            )
        except Refused as refused:
            messages.error(request, refused.message)
        except Stale:
            return _stale(request, pk)
        except MissingYear as missing:
            messages.error(request, str(missing))
        else:
            said = {"n": made.members.count(), "due": f"{made.answer_due:%Y-%m-%d}"}
            messages.success(request, _("已发给%(n)s个单位，到%(due)s不答复视为同意。") % said)
        return redirect("inspections:merge_proposal", pk)


class Reply(PermittedView):
    """A department's answer, for its own items alone."""

    powers = frozenset({Power.PLAN})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        proposal = get_object_or_404(MergeProposal.objects.editable_by(request.user), pk=pk)
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return _show(request, proposal, reply=form, status=422)
        said = form.cleaned_data
        try:
            answer(
                proposal=pk,
                agree=said["answer"] == AGREE,
                reason=said["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
            return _show(request, proposal, reply=form, status=422 if refused.field else 409)
        messages.success(request, _("已答复，省委办公厅随即看到。"))
        return redirect("inspections:merge_proposal", pk)


class DecideMerge(PermittedView):
    powers = OFFICE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        proposal = _of_office(request, pk)
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return _show(request, proposal, decision=form, status=422)
        said, now = form.cleaned_data, timezone.now()
        common: dict[str, Any] = {"proposal": pk, "line": said["line"], "by": request.user, "at": now}
        try:
            if said["decision"] == JOIN:
                join(today=timezone.localdate(), **common)
            else:
                reject(accept_reasons=said["decision"] == EXCUSED, **common)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
            return _show(request, proposal, decision=form, status=422 if refused.field else 409)
        joined = said["decision"] == JOIN
        text = _("已合并，各县日历随即更新，省下%(saved)s县日。") if joined else _("已决定不合并，原计划不变。")
        messages.success(request, text % {"saved": proposal.saved} if joined else text)
        return redirect("inspections:merge_proposal", pk)


def _visible(request: HttpRequest, pk: int) -> MergeProposal:
    visible = MergeProposal.objects.visible_to(request.user).select_related("lead", "organization", "run")
    return get_object_or_404(visible, pk=pk)


def _of_office(request: HttpRequest, pk: int) -> MergeProposal:
    reach = MergeProposal.objects.reached_by(request.user, Power.CHECK_PLANS)
    return get_object_or_404(reach.select_related("lead", "organization", "run"), pk=pk)


def _stale(request: HttpRequest, pk: int) -> HttpResponse:
    messages.warning(request, _("方案刚被其他同志改过；请看过现在的方案再办。"))
    return redirect("inspections:merge_proposal", pk)


def _terms(request: HttpRequest, proposal: MergeProposal, data: Any = None) -> TermsForm:
    """Only members that would burden no county can be chosen as lead."""
    reach = PlannedInspection.objects.reached_by(request.user, Power.CHECK_PLANS)
    items = reach.filter(pk__in=proposal.members.values("item")).select_related("organization")
    try:
        may = leads(problem_of(items, proposal.year, kept_options(proposal)))
    except MissingYear:
        may = [proposal.lead_id]
    names = {one.pk: str(one.organization) for one in items}
    initial = {
        "version": proposal.version,
        "lead": proposal.lead_id,
        "first_day": proposal.first_day,
        "last_day": proposal.last_day,
        "people": proposal.people,
    }
    return TermsForm(data, leads=[(pk, names[pk]) for pk in may], initial=initial)


def _show(
    request: HttpRequest,
    proposal: MergeProposal,
    *,
    terms: forms.Form | None = None,
    reply: forms.Form | None = None,
    decision: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    members = list(proposal.members.select_related("item__organization", "answered_by"))
    if not members:
        raise Http404
    parts = parts_of(proposal, members)
    shared = proposal.counties.count()
    office = has_power(request.user, Power.CHECK_PLANS)
    mine = MergeMember.objects.editable_by(request.user).filter(proposal=proposal)
    waiting = proposal.state == ProposalState.SENT and mine.filter(answer=Answer.PENDING).exists()
    unsent = office and proposal.state == ProposalState.PROPOSED
    context = {
        "proposal": proposal,
        "title": title(proposal, members, shared),
        "parts": parts,
        "grid": drawn(proposal, parts),
        "shared": shared,
        "alone": any(part.alone for part in parts),
        "share": round(100 * proposal.saved / proposal.county_days_before),
        "a_county": a_county(proposal),
        "team": limits_of(kept_options(proposal)).team,
        "terms": (terms or _terms(request, proposal)) if unsent else None,
        "reply": (reply or AnswerForm()) if waiting else None,
        "decision": (decision or DecisionForm()) if office and proposal.state in OPEN else None,
        "refused": proposal.state == ProposalState.REFUSED,
        "may_join": proposal.state in (ProposalState.ACCEPTED, ProposalState.REFUSED),
        **_around(request, proposal),
    }
    return render(request, "inspections/merge_proposal.html", context, status=status)


def _around(request: HttpRequest, proposal: MergeProposal) -> dict[str, Any]:
    """The proposals before and after it, by what they save, and some that are still open."""
    visible = MergeProposal.objects.visible_to(request.user).filter(year=proposal.year)
    ordered = list(visible.order_by("-saved", "pk").values_list("pk", flat=True))
    at = ordered.index(proposal.pk)
    open_ones = visible.filter(state__in=OPEN).exclude(pk=proposal.pk).select_related("lead", "organization")
    return {
        "previous": ordered[at - 1] if at else None,
        "next": ordered[at + 1] if at + 1 < len(ordered) else None,
        "others": open_ones.order_by("-saved", "pk")[:OTHERS],
    }
