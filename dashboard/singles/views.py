"""计划外报批: the list, a request as it is typed, and what unit and office do with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboard.plans.limits import limits_for
from dashboard.singles.page import (
    Request,
    acts_of,
    ceiling_beside,
    context_of,
    kept,
    leader_of,
    own_single,
    requested,
    units_of,
    visible_single,
)
from meetings.actions.plans import Unready
from meetings.actions.refused import Refused, Stale
from meetings.actions.single import cancel_single, pass_single, request_single, return_single, withdraw_single
from meetings.forms.plans import VersionForm
from meetings.forms.single import SingleForm, taken
from meetings.models import PlannedMeeting
from meetings.planning.warning import APPROVER, REASON, Warning, Way
from organizations.roles import Power
from organizations.views import PermittedView

PLANS = frozenset({Power.PLAN})
FORM = "dashboard/single_form.html"


class NewSingle(PermittedView):
    powers = PLANS

    def get(self, request: HttpRequest) -> HttpResponse:
        return _typing(request, requested(request, timezone.localdate()), [])

    def post(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        return _pressed(request, lambda data, strict: requested(request, today, data, strict=strict))


class Single(PermittedView):
    """One request: to be changed by its unit while it is open, else read."""

    powers = frozenset({Power.SEE_RECORDS})

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        line = visible_single(request, pk)
        if acts_of(request.user, line)["edits"]:
            asked = kept(line)
            bound = kept(line, _as_sent(asked.form), strict=False)
            return _typing(request, asked, bound.warnings())
        return _read(request, line)


class SaveSingle(PermittedView):
    """A change to an open request: a way out taken, a draft kept, or handed in."""

    powers = PLANS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        line = own_single(request, pk)
        if not acts_of(request.user, line)["edits"]:
            return _read(request, line, _("这次会议现在不能改；请看下面的状态。"), 409)
        return _pressed(request, lambda data, strict: kept(line, data, strict=strict))


class CheckSingle(PermittedView):
    """What the checks say while somebody types; a fragment."""

    powers = PLANS

    def post(self, request: HttpRequest) -> HttpResponse:
        pk = request.POST.get("line", "")
        if pk.isascii() and pk.isdigit() and len(pk) < 19:
            asked = kept(own_single(request, int(pk)), request.POST, strict=False)
        else:
            asked = requested(request, timezone.localdate(), request.POST, strict=False)
        context = {"warnings": asked.warnings(), "leader": leader_of(request.user, asked.unit)}
        return render(request, "dashboard/single_warnings.html", context)


class UnitAct(PermittedView):
    """The unit takes its request back, or cancels what was approved."""

    powers = PLANS
    acts: ClassVar = {
        "withdraw": (withdraw_single, False, gettext_lazy("已撤回。")),
        "cancel": (cancel_single, True, gettext_lazy("已取消，名额随之腾出。")),
    }

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        return _acted(request, own_single(request, pk), *self.acts[act])


class OfficeAct(PermittedView):
    """The general office passes a request on, or returns it with a reason."""

    powers = frozenset({Power.CHECK_PLANS})
    acts: ClassVar = {
        "pass": (pass_single, False, gettext_lazy("审核通过，转请领导审批。")),
        "return": (return_single, True, gettext_lazy("已退回，单位可以修改后再报。")),
    }

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        return _acted(request, visible_single(request, pk), *self.acts[act])


def _acted(
    request: HttpRequest, line: PlannedMeeting, do: Callable[..., None], says_why: bool, done: Any
) -> HttpResponse:
    form = VersionForm(request.POST)
    if not form.is_valid():
        return _read(request, line, _("请在页面上按相应的按钮。"), 422)
    said = {"reason": form.cleaned_data["reason"]} if says_why else {}
    try:
        do(line=line.pk, version=form.cleaned_data["version"], by=request.user, **said)
    except Refused as refused:
        return _read(request, line, refused.message, 409)
    except Stale:
        current = visible_single(request, line.pk)
        return _read(request, current, _("刚刚有人改过这次会议；请看过现在的内容再定。"), 409)
    messages.success(request, str(done))
    return redirect("dashboard:single", line.pk)


def _pressed(request: HttpRequest, asked: Callable[[Any, bool], Request]) -> HttpResponse:
    """A way out taken, what is typed checked once more, kept as a draft, or handed in."""
    if take := request.POST.get("take"):
        return _take(request, asked, take)
    do = request.POST.get("do", "check")
    if do not in ("draft", "submit"):
        loose = asked(request.POST, False)
        return _typing(request, loose, loose.warnings(), status=200 if do == "check" else 422)
    now = asked(request.POST, True)
    if not now.form.is_valid():
        return _typing(request, now, now.warnings(), blocked=True, status=422)
    try:
        made = request_single(
            organization=now.unit.pk,
            year=now.year,
            values=now.form.values,
            line=now.line.pk if now.line else None,
            version=now.form.cleaned_data["version"] or 0,
            submit=do == "submit",
            limits=limits_for(now.year),
            by=request.user,
            now=timezone.now(),
        )
    except Unready:
        return _typing(request, now, now.warnings(), blocked=True, status=422)
    except Refused as refused:
        now.form.add_error(refused.field if refused.field in now.form.fields else None, refused.message)
        return _typing(request, now, now.warnings(), blocked=True, status=422)
    except Stale:
        now.form.add_error(None, _("刚刚有人改过这次会议，没有保存；请打开现在的内容再改。"))
        return _typing(request, now, now.warnings(), blocked=True, status=409)
    messages.success(request, _("已报送，等省委办公厅审核。") if do == "submit" else _("已存为草稿。"))
    return redirect("dashboard:single", made.pk)


def _take(request: HttpRequest, asked: Callable[[Any, bool], Request], take: str) -> HttpResponse:
    """The way out is written into the fields; nothing is kept yet."""
    before = asked(request.POST, False)
    key, _dot, name = take.partition(".")
    standing = next((one for one in before.warnings() if one.key == key), None)
    way = standing.way(name) if standing else None
    if standing is None or way is None:
        return _typing(
            request, before, before.warnings(), refused=_("这条提示已经不在了；请看看现在的内容。"), status=409
        )
    typed = {asks: request.POST.get(f"{asks}-{key}", "").strip()[:300] for asks in way.asks}
    if lacking := _lacking(way, typed):
        return _typing(request, before, before.warnings(), refused=lacking, status=422)
    after = asked(taken(request.POST, key, way, typed), False)
    return _typing(request, after, after.warnings(), done=_("已改：%(way)s。") % {"way": way.label})


def _lacking(way: Way, typed: dict[str, str]) -> str:
    if APPROVER in way.asks and not typed[APPROVER]:
        return _("请写明由谁批准。")
    if REASON in way.asks and not typed[REASON]:
        return _("请写一句理由。")
    return ""


def _as_sent(form: SingleForm) -> dict[str, Any]:
    """The form's initial values as a browser would send them."""
    found: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = field.prepare_value(form.initial.get(name))
        if value not in (None, False):
            found[name] = value
    return found


def _typing(
    request: HttpRequest,
    asked: Request,
    warnings: list[Warning],
    *,
    blocked: bool = False,
    refused: str = "",
    done: str = "",
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "asked": asked,
        "form": asked.form,
        "line": asked.line,
        "units": units_of(request) if asked.line is None else [],
        "years": [today.year, today.year + 1],
        "warnings": warnings,
        "must": [one for one in warnings if one.open],
        "blocked": blocked,
        "refused": refused,
        "done": done,
        "leader": leader_of(request.user, asked.unit),
        "ceiling": ceiling_beside(asked, today),
        "acts": acts_of(request.user, asked.line) if asked.line else {},
    }
    return render(request, FORM, context, status=status)


def _read(request: HttpRequest, line: PlannedMeeting, refused: str = "", status: int = 200) -> HttpResponse:
    context = context_of(request.user, line, timezone.localdate()) | {"refused": refused}
    return render(request, "dashboard/single.html", context, status=status)
