"""The page of one case, complaint or talk: its steps, the one that is open, who knows and who has looked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accountability.actions.circles import accounts, colleagues
from accountability.actions.opening import openings
from accountability.clocks.running import running_of
from accountability.forms.confidential import NamingForm, StepForm, WithdrawalForm
from accountability.models import TALK_CIRCLE, CircleMember, Clarification, Way
from accountability.procedures.step import course, last_step, open_step
from accountability.rooms import TALK, Room
from organizations.roles import Power
from organizations.scoping import has_power
from registers.showing import NOTHING, value_in_words

# lines of who has looked that the page shows
LOOKED = 12
# attributes that keep a list of choices
LISTS: dict[str, Any] = {"ways": Way, "clarified_by": Clarification}


def page_of(
    request: HttpRequest,
    room: Room,
    record: Any,
    *,
    form: StepForm | None = None,
    naming: NamingForm | None = None,
    withdrawal: WithdrawalForm | None = None,
    conflict: bool = False,
    status: int = 200,
) -> HttpResponse:
    """`form`, `naming`, `withdrawal`: what was refused, with its sentences; `conflict`: saved by another meanwhile."""
    today = timezone.localdate()
    keeps = has_power(request.user, Power.KEEP_CASES)
    now, stands = open_step(room.steps, record), course(room.steps, record)
    last = last_step(room.steps, record)
    seen = openings(room, record, request.user)
    context = {
        "room": room,
        "record": record,
        "facts": _facts(room, record),
        "stands": stands,
        "done": sum(one.state == "done" for one in stands),
        "now": next((one for one in stands if one.step is now), None),
        "form": form or (StepForm(now, record, today) if now and keeps else None),
        "last": last if keeps and last is not room.steps[0] else None,
        "clocks": running_of(room, record, today),
        "seen": list(seen[:LOOKED]),
        "times": seen.count(),
        "moment": timezone.localtime(),
        "conflict": conflict,
        "keeps": keeps,
        **(_circle(request, room, record, naming, withdrawal) if room.circled else {}),
    }
    return render(request, "accountability/one.html", context, status=status)


def _circle(
    request: HttpRequest, room: Room, record: Any, naming: NamingForm | None, withdrawal: WithdrawalForm | None
) -> dict[str, Any]:
    entries = list(
        CircleMember.objects.visible_to(request.user).filter(**{room.name: record}).select_related("member", "added_by")
    )
    inside = [one for one in entries if one.ended_on is None]
    who = colleagues(record.organization_id, timezone.localdate())
    # who is not in a circle that is named may only step out of one that is not
    leaving = accounts([one.member_id for one in inside] or [request.user.pk])
    gone = [one.member_id for one in entries if one.withdrawal or one.ended_on is None]
    return {
        "inside": inside,
        "left": [one for one in entries if one.ended_on is not None],
        "full": room is TALK and len(inside) >= TALK_CIRCLE,
        "naming": naming or NamingForm(who.exclude(pk__in=gone)),
        "withdrawal": withdrawal or WithdrawalForm(leaving, initial={"member": request.user.pk}),
        "withdrawal_open": withdrawal is not None,
        "naming_open": naming is not None,
    }


def _facts(room: Room, record: Any) -> list[tuple[Any, str]]:
    """What is known besides the days of the steps: kind, level, form, ways, outcome."""
    shown = {
        "case": ("subject_kind", "level", "self_corrected", "tolerance", "form", "ways"),
        "complaint": ("named", "outcome", "needs_clarification", "clarified_by", "false_accusation"),
        "talk": ("own_plan", "circle_size", "outcome"),
    }[room.name]
    return [(room.model._meta.get_field(name).verbose_name, _said(room, name, getattr(record, name))) for name in shown]


def _said(room: Room, name: str, value: Any) -> str:
    if name not in LISTS:
        return value_in_words(room.model, name, value)
    labels = dict(LISTS[name].choices)
    return _("、").join(str(labels.get(one, one)) for one in value) or NOTHING
