"""Explanations of single records: the office accepts or returns each, once; nobody decides their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboard.exports import answer
from dashboard.paging import page
from dashboard.registers import register_name
from dashboard.year import kept
from measures.actions import Refused, decide
from measures.catalogue import NoRuleSet, rule_set_for
from measures.models import Explanation
from organizations.roles import Power
from organizations.views import PermittedView

DECIDES = frozenset({Power.DECIDE_EXPLANATIONS})
STATES = [*Explanation.State.choices, ("all", gettext_lazy("全部"))]


class StateFilter(forms.Form):
    state = forms.ChoiceField(label=gettext_lazy("状态"), choices=STATES, required=False)


class Explanations(PermittedView):
    powers = DECIDES

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return show(request)


class Decide(PermittedView):
    """Accepting takes the record out of the figure and judges again; the record stays visible, marked."""

    powers = DECIDES

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        reached = Explanation.objects.reached_by(request.user, Power.DECIDE_EXPLANATIONS)
        explanation = get_object_or_404(reached, pk=pk)
        verdict = request.POST.get("verdict", "")
        if verdict not in ("accept", "return"):
            return show(request, _("请选择认可或退回。"), 422)
        try:
            decide(
                explanation=explanation,
                accept=verdict == "accept",
                note=request.POST.get("note", "")[:500],
                user=request.user,
                on=timezone.localdate(),
            )
        except Refused as error:
            return show(request, str(error), 409)
        done = _("已认可，该记录不再计入，正在重判。") if verdict == "accept" else _("已退回，单位可以修改后再报。")
        messages.success(request, done)
        return redirect(reverse("dashboard:explanations"))


def show(request: HttpRequest, refused: str = "", status: int = 200) -> HttpResponseBase:
    """The list; with the sentence that refused a decision above it. Without a state, what waits is listed."""
    query = request.GET.copy()
    query.setdefault("state", Explanation.State.SUBMITTED)
    form = StateFilter(query)
    found = Explanation.objects.reached_by(request.user, Power.DECIDE_EXPLANATIONS)
    found = found.select_related("organization", "submitted_by", "decided_by")
    if form.is_valid() and form.cleaned_data["state"] not in ("", "all"):
        found = found.filter(state=form.cleaned_data["state"])
    if request.GET.get("export"):
        headings = [
            _("考核点"), _("机构"), _("台账"), _("记录"), _("年度"), _("情况说明"), _("提交人"), _("提交日期"),
            _("状态"), _("审核人"), _("审核日期"), _("审核意见"),
        ]  # fmt: skip
        return answer(request, _("情况说明"), headings, _written(found.order_by("-pk")), "measures.explanation")
    some = page(found, "submitted_on", newest_first=True, after=query.get("after", ""), before=query.get("before", ""))
    context = {
        "form": form,
        "rows": [_row(one, request.user) for one in some.rows],
        "refused": refused,
        "reset": reverse("dashboard:explanations"),
        "next": kept(request.GET, leave_out=["before"], after=some.next) if some.next else "",
        "previous": kept(request.GET, leave_out=["after"], before=some.previous) if some.previous else "",
        "xlsx": kept(request.GET, export="xlsx"),
        "csv": kept(request.GET, export="csv"),
    }
    return render(request, "dashboard/explanations.html", context, status=status if form.is_valid() else 422)


def _row(one: Explanation, user: Any) -> dict[str, Any]:
    try:
        demand = rule_set_for(one.year).obligation(one.obligation).demand
    except (NoRuleSet, KeyError):
        # the rule set no longer has the obligation: its key still says what was meant
        demand = ""
    waits = one.state == Explanation.State.SUBMITTED
    own = one.submitted_by_id == user.pk
    return {
        "one": one,
        "demand": demand,
        "register": register_name(one.register),
        "decides": waits and not own,
        "own": waits and own,
    }


def _written(found: Iterable[Explanation]) -> Iterator[list[Any]]:
    for one in found:
        yield [
            one.obligation, one.organization.name, register_name(one.register), one.record_key, one.year, one.reason,
            str(one.submitted_by), one.submitted_on, one.get_state_display(),
            str(one.decided_by) if one.decided_by else "", one.decided_on, one.decision_note,
        ]  # fmt: skip
