"""Forms asked of the grassroots: first who holds it already, then filing; and the library of shared results."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.actions.refusals import Refused
from inspections.actions.requests import (
    OPEN,
    decide_request,
    draft_request,
    submit_request,
    use_result,
    withdraw_request,
)
from inspections.forms.plans import VersionForm
from inspections.forms.requests import RequestFilter, RequestForm, SearchForm
from inspections.library import usable, who_holds
from inspections.models import DataRequest, RequestState, ResultUse
from organizations.models import Organization
from organizations.roles import Power
from organizations.scoping import has_power
from organizations.views import PermittedView
from registers.typed import text_of

PLANS = frozenset({Power.PLAN})
ON_THE_WAY = (RequestState.DRAFT, RequestState.SUBMITTED)
MOST = 200


class Filings(PermittedView):
    """Forms on the way to a filing number; those sent out stand in the register."""

    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest) -> HttpResponse:
        form = RequestFilter(request.GET)
        found = DataRequest.objects.visible_to(request.user).exclude(state=RequestState.REGISTERED)
        said = form.cleaned_data if form.is_valid() else {}
        if said.get("state"):
            found = found.filter(state=said["state"])
        elif not said.get("q"):
            found = found.filter(state__in=ON_THE_WAY)
        if said.get("q"):
            found = found.filter(Q(name__icontains=said["q"]) | Q(filing_number__icontains=said["q"]))
        context = {
            "filter": form,
            "rows": found.select_related("organization").order_by("-day", "-pk")[:MOST],
            "plans": has_power(request.user, Power.PLAN),
            "filtered": any(said.values()),
        }
        return render(request, "inspections/filings.html", context)


class NewRequest(PermittedView):
    powers = PLANS

    def get(self, request: HttpRequest) -> HttpResponse:
        form = RequestForm(units(request), requested_on=timezone.localdate(), object_level="county")
        return render(request, "inspections/request_new.html", {"form": form})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = RequestForm(units(request), request.POST)
        if form.is_valid():
            fields = dict(form.cleaned_data)
            unit = fields.pop("organization")
            try:
                made = draft_request(organization=unit.pk, fields=fields, by=request.user)
            except Refused as refused:
                form.add_error(refused.field or None, refused.message)
            else:
                return redirect("inspections:filing", made.pk)
        return render(request, "inspections/request_new.html", {"form": form}, status=422)


def units(request: HttpRequest) -> Any:
    return Organization.objects.reached_by(request.user, Power.PLAN).in_order()


class Filing(PermittedView):
    """One form: who holds what it asks for, and its way to a number."""

    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return _show(request, _visible(request, pk))


def _visible(request: HttpRequest, pk: int) -> DataRequest:
    found = DataRequest.objects.visible_to(request.user).exclude(state=RequestState.REGISTERED)
    return get_object_or_404(found.select_related("organization", "result", "decided_by", "submitted_by"), pk=pk)


def _show(
    request: HttpRequest, form: DataRequest, refused: str = "", field: str = "", status: int = 200
) -> HttpResponse:
    mine = DataRequest.objects.reached_by(request.user, Power.PLAN).filter(pk=form.pk).exists()
    office = DataRequest.objects.reached_by(request.user, Power.CHECK_PLANS).filter(pk=form.pk).exists()
    hits = who_holds(form.name, [form.organization], timezone.localdate())
    context = {
        "form": form,
        "hits": hits,
        "holds": any(hit.holds for hit in hits),
        "open": mine and form.state in OPEN,
        "withdrawable": mine and form.state == RequestState.SUBMITTED,
        "decides": office and form.state == RequestState.SUBMITTED,
        "own_submission": form.submitted_by_id == request.user.pk,
        "refused": refused,
        "refused_field": field,
        "typed": request.POST.get("reason", "") or request.POST.get("line", ""),
    }
    return render(request, "inspections/filing.html", context, status=status)


class SubmitRequest(PermittedView):
    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        held = _own(request, pk)
        version = VersionForm(request.POST)
        seen = version.cleaned_data["version"] if version.is_valid() else 0
        hits = who_holds(held.name, [held.organization], timezone.localdate())
        reason = text_of(request.POST, "reason", 300)
        try:
            submit_request(request=pk, version=seen, hits=hits, reason=reason, by=request.user, at=timezone.now())
        except Refused as refused:
            return _show(request, held, refused.message, refused.field, 422 if refused.field else 409)
        messages.success(request, _("已报省委办公厅备案；有了备案号才能下发。"))
        return redirect("inspections:filing", pk)


def _own(request: HttpRequest, pk: int) -> DataRequest:
    found = DataRequest.objects.reached_by(request.user, Power.PLAN).exclude(state=RequestState.REGISTERED)
    return get_object_or_404(found.select_related("organization"), pk=pk)


class WithdrawRequest(PermittedView):
    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        held = _own(request, pk)
        try:
            withdraw_request(request=pk, by=request.user)
        except Refused as refused:
            return _show(request, held, refused.message, status=409)
        messages.success(request, _("已撤回。"))
        return redirect("inspections:filing", pk)


class DecideRequest(PermittedView):
    powers = frozenset({Power.CHECK_PLANS})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        held = _visible(request, pk)
        file, line = request.POST.get("verdict") == "file", text_of(request.POST, "line", 300)
        try:
            decide_request(request=pk, file=file, line=line, by=request.user, at=timezone.now())
        except Refused as refused:
            return _show(request, held, refused.message, refused.field, 422 if refused.field else 409)
        messages.success(request, _("已备案，编号已生成。") if file else _("已答复不予备案。"))
        return redirect("inspections:filing", pk)


class Library(PermittedView):
    """谁已经有: search before asking below; one press uses a result."""

    powers = PLANS

    def get(self, request: HttpRequest) -> HttpResponse:
        form = SearchForm(request.GET)
        wanted = form.cleaned_data["q"].strip() if form.is_valid() else ""
        mine = list(units(request))
        used = ResultUse.objects.visible_to(request.user).select_related("result__organization", "organization")
        context = {
            "form": form,
            "wanted": wanted,
            "hits": who_holds(wanted, mine, timezone.localdate()) if wanted else [],
            "units": mine,
            "used": used[:20],
        }
        return render(request, "inspections/library.html", context)


class UseResult(PermittedView):
    """One press: it is noted who used what, and the form it was wanted for is not sent out."""

    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        asked = request.POST.get("request", "")
        form = _own(request, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None
        unit = form.organization if form else units(request).filter(pk=_number(request.POST.get("unit", ""))).first()
        unit = unit or units(request).first()
        if not usable(pk, [unit], timezone.localdate()):
            raise Http404
        try:
            use = use_result(
                result=pk,
                organization=unit.pk,
                wanted=text_of(request.POST, "wanted", 300),
                request=form.pk if form else None,
                by=request.user,
                today=timezone.localdate(),
            )
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            said = {"unit": use.result.organization, "name": use.result.name}
            messages.success(request, _("已记下使用%(unit)s“%(name)s”，不用再向基层要。") % said)
        return redirect("inspections:filing", form.pk) if form else redirect("inspections:library")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
