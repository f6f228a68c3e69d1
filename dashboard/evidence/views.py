"""What stands behind one figure, and the reason for one of its records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboard.evidence import behind
from dashboard.evidence.forms import ExplainForm
from dashboard.evidence.made import counted_sentence, parts
from dashboard.evidence.sheet import sheet
from dashboard.judged import judged
from dashboard.sentences import judging
from dashboard.year import Look, kept, look_at
from measures.actions import Refused, explain
from measures.catalogue import Obligation
from measures.evidence import Evidence, evidence
from measures.figures import baseline_year
from measures.restricted import is_restricted, may_see
from organizations.models import Organization
from organizations.roles import Power
from organizations.views import PermittedView


@dataclass(frozen=True)
class Case:
    """Which figure the page is about."""

    look: Look
    obligation: Obligation
    organization: Organization
    evidence: Evidence


def case_of(request: HttpRequest, key: str, code: str, year: int) -> Case:
    """404 for a year, an obligation or an organization that is not there, or not for this person."""
    look = look_at(year, request, timezone.localdate())
    organization = Organization.objects.visible_to(request.user).filter(code=code).first()
    if look is None or organization is None:
        raise Http404
    try:
        obligation = look.rules.obligation(key)
    except KeyError as error:
        raise Http404 from error
    if not may_see(request.user, key, organization.pk):
        raise Http404
    return Case(look, obligation, organization, evidence(obligation, organization.pk, look.day))


class EvidencePage(PermittedView):
    powers = frozenset({Power.SEE_STANDINGS})

    def get(self, request: HttpRequest, key: str, code: str, year: int) -> HttpResponseBase:
        case = case_of(request, key, code, year)
        if request.GET.get("export"):
            if is_restricted(key):
                raise Http404
            return sheet(request, case)
        return show(request, case)


class Explain(PermittedView):
    """The organization's reason for one record; asked once, by choice."""

    powers = frozenset({Power.EXPLAIN})

    def post(self, request: HttpRequest, key: str, code: str, year: int) -> HttpResponse:
        case = case_of(request, key, code, year)
        if not may_explain(request.user, case.organization):
            raise Http404
        form = ExplainForm(request.POST)
        piece = behind.find(case.evidence, request.POST.get("record", ""))
        if piece is None:
            return show(request, case, refused=_("这条记录已不在清单里，可能已更正。请看最新清单。"), status=409)
        if not form.is_valid():
            return show(request, case, refused=" ".join(form.errors["reason"]), status=422)
        try:
            explain(
                obligation=key,
                organization=case.organization.pk,
                register=case.evidence.register,
                record_key=piece.key,
                year=year,
                reason=form.cleaned_data["reason"],
                user=request.user,
                on=timezone.localdate(),
            )
        except Refused as error:
            return show(request, case, refused=str(error), status=422)
        messages.success(request, _("已提交，等办公厅审核；不会再要其他材料。"))
        return redirect(reverse("dashboard:evidence", args=[key, code, year]) + case.look.suffix)


def may_explain(user: Any, organization: Organization) -> bool:
    return Organization.objects.reached_by(user, Power.EXPLAIN).filter(pk=organization.pk).exists()


def show(request: HttpRequest, case: Case, refused: str = "", status: int = 200) -> HttpResponse:
    """The page; with the sentence that refused an act above it."""
    rows = judged(request.user, case.look, {case.organization.pk: case.organization}, {case.obligation.key})
    standing = rows[0].standing if rows else None
    period = case.evidence.period
    context = {
        "look": case.look,
        "restricted": is_restricted(case.obligation.key),
        "obligation": case.obligation,
        "measure": case.look.rules.measure(case.obligation.measure),
        "organization": case.organization,
        "standing": standing,
        "judging": judging(case.obligation),
        "sentence": counted_sentence(case.obligation, standing, period.start, period.end),
        "parts": list(parts(case.obligation, standing)),
        "explains": bool(case.evidence.metric) and may_explain(request.user, case.organization),
        "refused": refused,
        "xlsx": kept(request.GET, export="xlsx"),
        "csv": kept(request.GET, export="csv"),
        **listed(request, case),
    }
    return render(request, "dashboard/evidence.html", context, status=status)


def listed(request: HttpRequest, case: Case) -> dict[str, Any]:
    """The records of the year; with `?of=` those of the baseline year, or what is approved and still to come."""
    of, shown = behind.chosen(case.evidence, request.GET.get("of", ""))
    pieces, following = behind.pieces_after(shown, request.GET.get("after", ""))
    names = behind.names_of(shown, case.organization.pk)
    lists = [
        {"text": text, "address": case.look.suffix + (f"&of={name}" if name else ""), "current": name == of}
        for name, text in _lists(case)
    ]
    return {
        "lines": list(behind.lines(request.user, shown, pieces, case.organization, names)),
        "of": of,
        "lists": lists if len(lists) > 1 else [],
        "next": kept(request.GET, after=following) if following else "",
        "previous": kept(request.GET, leave_out=["after"]) if request.GET.get("after") else "",
    }


def _lists(case: Case) -> Iterator[tuple[str, str]]:
    """(value of `of`, name) of each list behind the obligation."""
    year, base = case.look.year, baseline_year(case.obligation, case.look.year)
    yield "", _("%(year)s年") % {"year": year}
    if base is not None and base != year:
        yield behind.BASELINE, _("%(year)s年（基数）") % {"year": base}
    if case.obligation.committed and case.evidence.metric is not None:
        yield behind.COMMITTED, _("已批未办")
