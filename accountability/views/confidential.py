"""Pages of cases, complaints and talks: the list, entering one, and one of them with its steps.

Nothing here is exported or printed, and no search elsewhere finds it. Whatever is opened leaves a line.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accountability.actions.entering import enter
from accountability.actions.opening import note_listing, note_opening
from accountability.actions.refused import Refused, Stale
from accountability.actions.steps import record_step, take_back_step
from accountability.filters import ConfidentialFilter
from accountability.forms.confidential import EntryForm, StepForm, VersionForm
from accountability.procedures.step import course
from accountability.rooms import Room
from accountability.views.one import page_of
from organizations.models import Organization
from organizations.roles import Power
from organizations.views import PermittedView
from registers.listing import around, chosen_in_words, filtered, order_of, sort_link
from registers.paging import Order, page

SEES = frozenset({Power.SEE_CASES})
KEEPS = frozenset({Power.KEEP_CASES})
ORDERS = {
    "-day": Order("day", falling=True),
    "day": Order("day", falling=False),
    "number": Order("number", falling=False, kind=str),
    "-number": Order("number", falling=True, kind=str),
}


class RoomView(PermittedView):
    """A page of one of the three registers."""

    room: ClassVar[Room]
    powers = SEES

    def known(self, request: HttpRequest) -> Any:
        return self.room.model.objects.known_to(request.user)

    def one(self, request: HttpRequest, pk: int) -> Any:
        """404 for what lies outside the organ or outside the circle."""
        return get_object_or_404(self.known(request).select_related("organization"), pk=pk)

    def organs(self, request: HttpRequest) -> Any:
        return Organization.objects.reached_by(request.user, Power.KEEP_CASES).in_order()

    def address(self, act: str = "") -> str:
        return f"{self.room.routes}_{act}" if act else self.room.routes


class RoomList(RoomView):
    def get(self, request: HttpRequest) -> HttpResponse:
        known = self.known(request)
        filterset = ConfidentialFilter(request, known, self.room)
        rows = filterset.qs if filterset.is_valid() else known.none()
        sort, order = order_of(request, ORDERS, "-day")
        found = page(
            rows.values("pk", "day", "number"),
            order,
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
        records = known.select_related("organization").in_bulk([row["pk"] for row in found.rows])
        note_listing(
            room=self.room, organizations=list(self.organs(request).values_list("pk", flat=True)), by=request.user
        )
        context = {
            "room": self.room,
            "filter": filterset,
            "filtered": filtered(request, filterset),
            "chosen": chosen_in_words(filterset),
            "rows": [self.row(records[row["pk"]]) for row in found.rows],
            "moment": timezone.localtime(),
            "by_day": sort_link(request, _("统计日期"), "day", sort),
            "by_number": sort_link(request, _("编号"), "number", sort),
            **around(request, found),
        }
        return render(request, "accountability/list.html", context)

    def row(self, record: Any) -> dict[str, Any]:
        """A record by its number, its organ and where its procedure stands."""
        stands = course(self.room.steps, record)
        now = next((one for one in stands if one.state == "open"), None)
        return {
            "record": record,
            "done": sum(one.state == "done" for one in stands),
            "steps": len(stands),
            "now": now.step.title if now else "",
        }


class RoomEntry(RoomView):
    """One record typed by hand."""

    powers = KEEPS

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request, EntryForm(self.room, self.organs(request), today=timezone.localdate()), 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        form = EntryForm(self.room, self.organs(request), request.POST, today=today)
        if form.is_valid():
            try:
                made = enter(room=self.room, fields=form.said, by=request.user, today=today)
            except Refused as refused:
                form.add_error(refused.field or None, refused.message)
            else:
                messages.success(request, _("已登记。"))
                return redirect(self.address("one"), made.pk)
        return self.answer(request, form, 422)

    def answer(self, request: HttpRequest, form: EntryForm, status: int) -> HttpResponse:
        return render(request, "accountability/entry.html", {"form": form, "room": self.room}, status=status)


class OneRecord(RoomView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self.one(request, pk)
        note_opening(room=self.room, record=record, by=request.user)
        return page_of(request, self.room, record)


class RecordStep(RoomView):
    """Record the step that is open: choose, see the day, press."""

    powers = KEEPS

    def post(self, request: HttpRequest, pk: int, step: str) -> HttpResponse:
        record, today = self.one(request, pk), timezone.localdate()
        wanted = self.room.step(step)
        if wanted is None or not wanted.applies(record):
            raise Http404
        form = StepForm(wanted, record, today, request.POST)
        if not form.is_valid():
            return page_of(request, self.room, record, form=form, status=422)
        try:
            record_step(
                room=self.room,
                record=pk,
                version=form.cleaned_data["version"],
                step=step,
                day=form.cleaned_data.get("day"),
                chosen=form.chosen,
                by=request.user,
                today=today,
            )
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
            return page_of(request, self.room, record, form=form, status=422)
        except Stale:
            return page_of(request, self.room, self.one(request, pk), conflict=True, status=409)
        except ObjectDoesNotExist as gone:
            # withdrawn between opening the page and pressing
            raise Http404 from gone
        messages.success(request, _("已登记：%(step)s。") % {"step": wanted.title})
        return redirect(self.address("one"), pk)


class TakeBack(RoomView):
    powers = KEEPS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self.one(request, pk)
        form = VersionForm(request.POST)
        if not form.is_valid():
            return page_of(request, self.room, record, conflict=True, status=422)
        try:
            take_back_step(room=self.room, record=pk, version=form.cleaned_data["version"], by=request.user)
        except Stale:
            return page_of(request, self.room, self.one(request, pk), conflict=True, status=409)
        except Refused as refused:
            messages.error(request, refused.message)
        except ObjectDoesNotExist as gone:
            raise Http404 from gone
        else:
            messages.success(request, _("已撤回最后一步。"))
        return redirect(self.address("one"), pk)
