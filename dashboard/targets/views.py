"""Review and issue of targets (核定基数、上限): drafts are computed, corrected with a reason, issued once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboard.exports import answer
from dashboard.targets.correcting import AlreadyMoved, correct
from dashboard.targets.forms import CorrectForm, IssueForm, TargetFilter, seen, typed
from dashboard.targets.listing import HEADINGS, rows, written
from dashboard.year import Look, kept, look
from measures.catalogue import Obligation, rule_set_for
from measures.issuing import draft, issue
from measures.models import Target
from measures.rules import Reduction
from organizations.roles import Power
from organizations.scoping import has_power
from organizations.views import PermittedView

ISSUES = frozenset({Power.ISSUE_TARGETS})


class Targets(PermittedView):
    """Everybody sees the targets of those whose standings they see; the general office issues them."""

    powers = frozenset({Power.SEE_STANDINGS})

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return show(request, look(request, timezone.localdate()))


class DraftTargets(PermittedView):
    """The same as on 1 January: what is corrected or issued stays."""

    powers = ISSUES

    def post(self, request: HttpRequest) -> HttpResponse:
        looking = look(request, timezone.localdate())
        changed = draft(looking.year, looking.day)
        messages.success(request, _("已按台账推算，更新%(count)s项草稿。") % {"count": changed})
        return redirect(reverse("dashboard:targets") + looking.suffix)


class IssueTargets(PermittedView):
    powers = ISSUES

    def post(self, request: HttpRequest) -> HttpResponseBase:
        looking = look(request, timezone.localdate())
        form = IssueForm(request.POST)
        if not form.is_valid():
            return show(request, looking, form)
        count = issue(
            year=looking.year,
            by=form.cleaned_data["by"],
            on=looking.today,
            actor=request.user,
            path="page",
            reason=form.cleaned_data["reason"],
        )
        if count:
            messages.success(request, _("已下达%(count)s项目标，正在按新目标重新研判。") % {"count": count})
        else:
            messages.info(request, _("没有可下达的草稿，可能已由其他同志下达。"))
        return redirect(reverse("dashboard:targets") + looking.suffix)


class CorrectTarget(PermittedView):
    powers = ISSUES

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        target, obligation = target_of(request, pk)
        figures = {name: typed(getattr(target, name)) for name in ("baseline", "ceiling", "stretch")}
        form = CorrectForm(initial={**figures, "seen": seen(target)})
        return self._show(request, target, obligation, form)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        target, obligation = target_of(request, pk)
        form = CorrectForm(request.POST)
        if not form.is_valid():
            return self._show(request, target, obligation, form, 422)
        figures = {name: form.cleaned_data[name] for name in ("baseline", "ceiling", "stretch", "reason")}
        try:
            if form.cleaned_data["seen"] != seen(target):
                raise AlreadyMoved
            correct(target=target, rule=obligation.rule, user=request.user, **figures)
        except AlreadyMoved:
            form.add_error(
                None, _("这项目标刚被其他同志更正或下达，您的更正未保存。请看下面现在的数，再决定是否更正。")
            )
            return self._show(request, target, obligation, form, 409)
        messages.success(request, _("已更正，下达后生效。"))
        return redirect(reverse("dashboard:targets") + f"?year={target.year}")

    def _show(
        self, request: HttpRequest, target: Target, obligation: Obligation, form: CorrectForm, status: int = 200
    ) -> HttpResponse:
        context = {"target": target, "obligation": obligation, "form": form}
        return render(request, "dashboard/targets_correct.html", context, status=status)


def target_of(request: HttpRequest, pk: int) -> tuple[Target, Obligation]:
    """A target that can still be corrected; 404 for a replaced one."""
    open_ones = Target.objects.editable_by(request.user).exclude(state=Target.State.REPLACED)
    target = get_object_or_404(open_ones.select_related("organization"), pk=pk)
    try:
        obligation = rule_set_for(target.year).obligation(target.obligation)
    except LookupError as error:
        raise Http404 from error
    return target, obligation


def show(request: HttpRequest, looking: Look, issuing: IssueForm | None = None) -> HttpResponseBase:
    """The list; with a refused form of issue it answers 422."""
    reductions = [one for one in looking.rules.obligations if isinstance(one.rule, Reduction)]
    form = TargetFilter(request.GET, obligations=[(one.key, str(one)) for one in reductions])
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    found = rows(request.user, looking, chosen.get("obligation", ""), chosen.get("state", ""))
    if request.GET.get("export"):
        return answer(request, _("目标%(year)s") % {"year": looking.year}, HEADINGS, written(found), "measures.target")
    issues = has_power(request.user, Power.ISSUE_TARGETS)
    drafts = Target.objects.reached_by(request.user, Power.ISSUE_TARGETS).filter(
        year=looking.year, state=Target.State.DRAFT, baseline__isnull=False
    )
    context = {
        "look": looking,
        "form": form,
        "rows": found,
        "issues": issues,
        "drafts": drafts.count() if issues else 0,
        "issuing": issuing or IssueForm(),
        "reset": looking.suffix,
        "xlsx": kept(request.GET, export="xlsx"),
        "csv": kept(request.GET, export="csv"),
    }
    wrong = issuing is not None or not form.is_valid()
    return render(request, "dashboard/targets.html", context, status=422 if wrong else 200)
