"""曝光与典型: drawn up, approved by a second person, shown and taken down, by the office that publishes."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accountability.actions import exposures
from accountability.actions.refused import Refused, Stale
from accountability.forms.exposures import FIELDS, ExposureForm, WithdrawForm
from accountability.forms.tips import SeenForm
from accountability.models import Exposure, Kind, State
from organizations.models import Level, Organization
from organizations.roles import Power
from organizations.views import PermittedView
from registers.filters import ANY, YearFilter
from registers.listing import around, chosen_in_words, filtered, order_of, sort_link
from registers.paging import Order, page

PUBLISHERS = frozenset({Power.PUBLISH})
ORDERS = {"-day": Order("day", falling=True), "day": Order("day", falling=False)}
SHOWN = ("pk", "day")


class ExposureFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=gettext_lazy("标题"), field_name="title", lookup_expr="icontains")
    year = YearFilter()
    kind = django_filters.ChoiceFilter(label=gettext_lazy("类别"), choices=Kind.choices, empty_label=ANY)
    state = django_filters.ChoiceFilter(label=gettext_lazy("状态"), choices=State.choices, empty_label=ANY)

    class Meta:
        model = Exposure
        fields = ["q", "year", "kind", "state"]


class Exposures(PermittedView):
    powers = PUBLISHERS

    def get(self, request: HttpRequest) -> HttpResponse:
        mine = _mine(request)
        filterset = ExposureFilter(request.GET, mine, request=request)
        found = filterset.qs if filterset.is_valid() else mine.none()
        sort, order = order_of(request, ORDERS, "-day")
        after, before = request.GET.get("after", ""), request.GET.get("before", "")
        listed = page(found.values(*SHOWN), order, after=after, before=before)
        whole = mine.select_related("prepared_by", "approved_by").in_bulk([row["pk"] for row in listed.rows])
        context = {
            "filter": filterset,
            "filtered": filtered(request, filterset),
            "chosen": chosen_in_words(filterset),
            "rows": [whole[row["pk"]] for row in listed.rows],
            "by_day": sort_link(request, _("发布日期"), "day", sort),
            **around(request, listed),
        }
        return render(request, "accountability/exposures.html", context)


class Prepare(PermittedView):
    powers = PUBLISHERS

    def get(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        usual = {"published_on": today, "kind": Kind.EXPOSURE, "level": Level.COUNTY}
        return self._answer(request, ExposureForm(today, initial=usual))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ExposureForm(timezone.localdate(), request.POST)
        if form.is_valid():
            office = Organization.objects.reached_by(request.user, Power.PUBLISH).in_order()[:1].get()
            try:
                made = exposures.prepare(organization=office.pk, fields=form.said, by=request.user)
            except Refused as refused:
                form.add_error(refused.field or None, refused.message)
            else:
                messages.success(request, _("已拟好，等另一人审核后公开。"))
                return redirect("openness:exposure", made.pk)
        return self._answer(request, form, 422)

    def _answer(self, request: HttpRequest, form: ExposureForm, status: int = 200) -> HttpResponse:
        return render(request, "accountability/exposure_new.html", {"form": form}, status=status)


class OneExposure(PermittedView):
    """GET: as it is, with what may be done next. POST: change one that is not shown yet."""

    powers = PUBLISHERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return _show(request, _one(request, pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        one = _one(request, pk)
        form = ExposureForm(timezone.localdate(), request.POST)
        if not form.is_valid() or not form.cleaned_data["version"]:
            return _show(request, one, form=form, status=422)
        try:
            exposures.amend(exposure=pk, version=form.cleaned_data["version"], fields=form.said, by=request.user)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
            return _show(request, one, form=form, status=409)
        except Stale:
            return _stale(request, pk, form)
        messages.success(request, _("已保存，等另一人审核后公开。"))
        return redirect("openness:exposure", pk)


class Approve(PermittedView):
    powers = PUBLISHERS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        one, form = _one(request, pk), SeenForm(request.POST)
        if not form.is_valid():
            return _show(request, one, refused=_("请在页面上按“审核发布”。"), status=422)
        try:
            exposures.approve(
                exposure=pk, version=form.cleaned_data["version"], by=request.user, today=timezone.localdate()
            )
        except Refused as refused:
            return _show(request, one, refused=refused.message, status=409)
        except Stale:
            return _stale(request, pk)
        messages.success(request, _("已审核，公开页面上现在看得到。"))
        return redirect("openness:exposure", pk)


class Withdraw(PermittedView):
    powers = PUBLISHERS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        one, form = _one(request, pk), WithdrawForm(request.POST)
        if not form.is_valid():
            return _show(request, one, refused=next(iter(form.errors.values()))[0], status=422)
        said = form.cleaned_data
        try:
            exposures.withdraw(
                exposure=pk,
                version=said["version"],
                reason=said["reason"],
                by=request.user,
                today=timezone.localdate(),
            )
        except Refused as refused:
            return _show(request, one, refused=refused.message, status=409)
        except Stale:
            return _stale(request, pk)
        messages.success(request, _("已撤下，公开页面上不再看得到，也不再计入。"))
        return redirect("openness:exposure", pk)


def _mine(request: HttpRequest) -> QuerySet[Exposure]:
    return Exposure.objects.reached_by(request.user, Power.PUBLISH)


def _one(request: HttpRequest, pk: int) -> Exposure:
    related = ("organization", "prepared_by", "approved_by", "withdrawn_by", "imported_by__user")
    return get_object_or_404(_mine(request).select_related(*related), pk=pk)


def _stale(request: HttpRequest, pk: int, form: ExposureForm | None = None) -> HttpResponse:
    changed = _("没有保存：这一篇刚刚有人改过。请看过现在的内容再办。")
    return _show(request, _one(request, pk), form=form, refused=changed, status=409)


def _show(
    request: HttpRequest, one: Exposure, *, form: ExposureForm | None = None, refused: str = "", status: int = 200
) -> HttpResponse:
    """`form`: what was typed and not taken. After a stale save it carries the present version."""
    today, seen = timezone.localdate(), {"version": one.version}
    now = {name: getattr(one, name) for name in FIELDS}
    if form is not None and refused:
        form = ExposureForm(today, {**form.data.dict(), **seen})
    context: dict[str, Any] = {
        "exposure": one,
        "now": one if form is not None else None,
        "form": form or ExposureForm(today, initial=now | seen),
        "withdrawing": WithdrawForm(initial=seen, auto_id="withdraw_%s"),
        "own": request.user.pk in exposures.first_hands(one),
        "refused": refused,
    }
    return render(request, "accountability/exposure.html", context, status=status)
