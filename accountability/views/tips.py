"""群众反映: the list of tips and one of them, for those who handle them. Nothing is exported or printed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accountability.actions import tips
from accountability.actions.refused import Refused, Stale
from accountability.deadlines import DELETED_AFTER_DAYS, WORKING_DAYS, clock
from accountability.forms.tips import PassForm, SayForm, SeenForm, SortForm
from accountability.models import Tip, Topic
from accountability.tip_filters import TipFilter
from organizations.models import Organization
from organizations.roles import Power
from organizations.views import PermittedView
from registers.listing import around, filtered, order_of, sort_link
from registers.paging import Order, page
from registers.workdays import Workdays

HANDLERS = frozenset({Power.HANDLE_TIPS})
ORDERS = {
    "-day": Order("received_on", falling=True),
    "day": Order("received_on", falling=False),
    "topic": Order("topic", falling=False, kind=str),
    "-topic": Order("topic", falling=True, kind=str),
}
SHOWN = ("pk", "received_on", "topic")


class Tips(PermittedView):
    powers = HANDLERS

    def get(self, request: HttpRequest) -> HttpResponse:
        visible = Tip.objects.visible_to(request.user)
        filterset = TipFilter(request.GET, visible, request=request)
        found = filterset.qs if filterset.is_valid() else visible.none()
        sort, order = order_of(request, ORDERS, "-day")
        after, before = request.GET.get("after", ""), request.GET.get("before", "")
        listed = page(found.values(*SHOWN), order, after=after, before=before)
        whole = visible.select_related("city", "passed_to").defer("text").in_bulk([row["pk"] for row in listed.rows])
        table, today = Workdays(), timezone.localdate()
        context = {
            "filter": filterset,
            "filtered": filtered(request, filterset),
            "rows": [(tip, clock(tip, today, table)) for tip in (whole[row["pk"]] for row in listed.rows)],
            "by_day": sort_link(request, _("收到日期"), "day", sort),
            "by_topic": sort_link(request, _("类别"), "topic", sort),
            "working_days": WORKING_DAYS,
            "deleted_after": DELETED_AFTER_DAYS,
            **around(request, listed),
        }
        return render(request, "accountability/tips.html", context)


class OneTip(PermittedView):
    """Opening it leaves a line of the history."""

    powers = HANDLERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        tip = _tip(request, pk)
        tips.note_opening(tip=tip, by=request.user)
        return _show(request, tip)


class Act(PermittedView):
    """One of the office's acts: `form` takes what is typed, `do` carries it out."""

    powers = HANDLERS
    form: ClassVar[type[SeenForm]] = SeenForm
    said: ClassVar[Any]

    def make_form(self, request: HttpRequest) -> SeenForm:
        return self.form(request.POST)

    def do(self, tip: int, said: dict[str, Any], request: HttpRequest) -> None:
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        tip = _tip(request, pk)
        form = self.make_form(request)
        if not form.is_valid():
            return _show(request, tip, next(iter(form.errors.values()))[0], form, 422)
        try:
            self.do(pk, form.cleaned_data, request)
        except Refused as refused:
            return _show(request, tip, refused.message, form, 409)
        except Stale:
            changed = _("没有保存：这一件刚刚有变动（有人办过，或者反映人补充了）。请看过现在的内容再办，您填的还在。")
            return _show(request, _tip(request, pk), changed, form, 409)
        messages.success(request, self.said)
        return redirect("openness:tip", pk)


class Sort(Act):
    form = SortForm
    said = gettext_lazy("已分类。")

    def do(self, tip: int, said: dict[str, Any], request: HttpRequest) -> None:
        tips.sort(tip=tip, version=said["version"], topic=Topic(said["topic"]), by=request.user)


class PassOn(Act):
    said = gettext_lazy("已转办。原文不随系统转出，请按规定摘要告知承办单位。")

    def make_form(self, request: HttpRequest) -> SeenForm:
        return PassForm(_units(), request.POST)

    def do(self, tip: int, said: dict[str, Any], request: HttpRequest) -> None:
        tips.pass_on(tip=tip, version=said["version"], organization=said["organization"], by=request.user)


class Ask(Act):
    form = SayForm
    said = gettext_lazy("已留话，反映人凭回执码能看到。")

    def do(self, tip: int, said: dict[str, Any], request: HttpRequest) -> None:
        today = timezone.localdate()
        tips.ask(tip=tip, version=said["version"], text=said["text"], by=request.user, today=today)


class Answer(Act):
    form = SayForm
    said = gettext_lazy("已答复，反映人凭回执码能看到。")

    def do(self, tip: int, said: dict[str, Any], request: HttpRequest) -> None:
        today = timezone.localdate()
        tips.answer(tip=tip, version=said["version"], text=said["text"], by=request.user, today=today)


class Close(Act):
    said = gettext_lazy("已办结；90天后内容全部删除。")

    def do(self, tip: int, said: dict[str, Any], request: HttpRequest) -> None:
        tips.close(tip=tip, version=said["version"], by=request.user, today=timezone.localdate())


def _units() -> Any:
    return Organization.objects.existing_on(timezone.localdate()).in_order()


def _tip(request: HttpRequest, pk: int) -> Tip:
    visible = Tip.objects.visible_to(request.user).select_related("city", "organization", "passed_to")
    return get_object_or_404(visible.prefetch_related("messages__author"), pk=pk)


def _show(
    request: HttpRequest, tip: Tip, refused: str = "", typed: SeenForm | None = None, status: int = 200
) -> HttpResponse:
    """`typed`: the form that was refused; what was typed stays."""
    text = typed.data.get("text", "") if typed is not None else ""
    seen = {"version": tip.version}
    context = {
        "tip": tip,
        "clock": clock(tip, timezone.localdate(), Workdays()),
        "sort": SortForm(initial=seen | {"topic": tip.topic}, auto_id="sort_%s"),
        "units": PassForm(_units(), initial=seen | {"organization": tip.passed_to}, auto_id="pass_%s"),
        "say": SayForm(initial=seen | {"text": text}, auto_id="say_%s"),
        "refused": refused,
    }
    return render(request, "accountability/tip.html", context, status=status)
