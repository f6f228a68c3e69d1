"""Single meetings outside the plan: their own request, checked like a line of a plan, decided in the same way.

draft or straight to the office (submitted) → passed on (checked) → decided; returned ones are changed and
submitted again. A meeting outside the plan says why it was not planned.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meetings.actions.plans import Unready
from meetings.actions.refused import Refused, Stale
from meetings.actions.trace import Trace
from meetings.checking import COMPARED, neighbours
from meetings.models import ENDED_LINES, OPEN_LINES, Decision, LineState, PlannedMeeting, planned_key
from meetings.planning.checks import check
from meetings.planning.joining import bucket, leads, nearby
from meetings.planning.line import Limits, Line
from meetings.planning.warning import Warning
from organizations.models import Organization, User
from organizations.roles import Power

WITHDRAWABLE = (LineState.DRAFT, LineState.RETURNED, LineState.SUBMITTED)


def warnings_of_single(unit: Organization, line: Line, limits: Limits) -> list[Warning]:
    """What the checks say of a request, beside the unit's other meetings of that month and those of other units."""
    place = bucket(line, limits)
    if place is None:
        return check(line, limits)
    level, (year, month) = place
    near = {"level": level, "planned_from__year": year, "planned_from__month": month}
    rows = PlannedMeeting.objects.filter(organization=unit, **near).exclude(state__in=ENDED_LINES)
    own = rows.exclude(pk=line.id or 0).order_by("position", "pk").values("id", "joined_to_id", *COMPARED)
    lead = leads([*(Line.of(row, unit.kind) for row in own), line], limits).get(line.id)
    others = neighbours(unit.pk, year, limits, **near)
    return check(line, limits, lead, nearby([line], others, limits).get(line.id))


@transaction.atomic
def request_single(
    *,
    organization: int,
    year: int,
    values: Mapping[str, Any],
    line: int | None = None,
    version: int = 0,
    submit: bool,
    limits: Limits,
    by: User,
    now: datetime,
) -> PlannedMeeting:
    """Keep a request as it was typed, new or changed, and hand it in when `submit`.

    Raises Unready while a warning is open or without the reason why it was not planned (then nothing is kept),
    Refused with a sentence, Stale for an older version.
    """
    unit = Organization.objects.reached_by(by, Power.PLAN).get(pk=organization)
    _lead(unit, line, values.get("joined_to_id"))
    if submit:
        _ready(unit, line, values, limits)
    trace = Trace(by, "page")
    held = _changed(line, version, unit, values, by, trace) if line else _made(unit, year, values, by, trace)
    if submit:
        _submit(held, by, now, trace)
    trace.leave()
    return PlannedMeeting.objects.get(pk=held.pk)


def _lead(unit: Organization, line: int | None, lead: int | None) -> None:
    """Joined it can be to an own meeting that leads, and no other."""
    if lead is None:
        return
    leads = PlannedMeeting.objects.filter(organization=unit, joined_to=None).exclude(state__in=ENDED_LINES)
    if lead == line or not leads.filter(pk=lead).exists():
        raise Refused(_("要并入的会议已有变动；请看看现在的提示。"))


def _ready(unit: Organization, line: int | None, values: Mapping[str, Any], limits: Limits) -> None:
    if not str(values.get("reason", "")).strip():
        raise Refused(_("请写明为什么要在计划外召开。"), "reason")
    found = warnings_of_single(unit, Line.of({**values, "id": line}, unit.kind), limits)
    if open_ones := [one for one in found if one.open]:
        raise Unready({line: open_ones})


def _made(unit: Organization, year: int, values: Mapping[str, Any], by: User, trace: Trace) -> PlannedMeeting:
    try:
        with transaction.atomic():
            made = PlannedMeeting.objects.create(
                **values,
                organization=unit,
                year=year,
                day=date(year, 1, 1),
                key=planned_key(unit.code, year, values["name"]),
                outside_plan=True,
                created_by=by,
            )
    except IntegrityError as error:
        raise _same_name() from error
    said = {name: (None, value) for name, value in values.items() if value not in (None, "", [], {}, False)}
    trace.note(made, "created", said)
    return made


def _changed(
    line: int, version: int, unit: Organization, values: Mapping[str, Any], by: User, trace: Trace
) -> PlannedMeeting:
    held = _held(line, version, Power.PLAN, by)
    if held.organization_id != unit.pk:
        raise Refused(_("不能改到别的单位名下；请另报一次。"), "organization")
    if held.state not in OPEN_LINES:
        raise Refused(_("这次会议现在是“%(state)s”，不能再改。") % {"state": held.get_state_display()})
    key = planned_key(unit.code, held.year, values["name"])
    try:
        with transaction.atomic():
            if not trace.change(held, "changed", since=OPEN_LINES, **values, key=key):
                raise Stale(PlannedMeeting.objects.get(pk=line))
    except IntegrityError as error:
        raise _same_name() from error
    return held


def _submit(held: PlannedMeeting, by: User, now: datetime, trace: Trace) -> None:
    """To the office; what was decided about an earlier submission has ended."""
    Decision.objects.filter(planned=held, revoked_at=None, ended_at=None).update(ended_at=now)
    sent = {"state": LineState.SUBMITTED, "submitted_by_id": by.pk, "submitted_at": now, "returned_reason": ""}
    if not trace.change(held, "submitted", since=OPEN_LINES, **sent):
        raise Stale(PlannedMeeting.objects.get(pk=held.pk))


@transaction.atomic
def withdraw_single(*, line: int, version: int, by: User) -> None:
    """Taken back while the office has not passed it on; a draft is thrown away. Raises Refused, Stale."""
    held = _held(line, version, Power.PLAN, by)
    if held.state not in WITHDRAWABLE:
        raise Refused(_("办公厅已经审核，不能再撤回；批准以后不开的，请取消。"))
    state = LineState.DRAFT if held.state == LineState.SUBMITTED else LineState.WITHDRAWN
    _moved(held, WITHDRAWABLE, state, "withdrawn", "", by)


@transaction.atomic
def pass_single(*, line: int, version: int, by: User) -> None:
    """The office has checked it; from here it is decided as its class demands. Nobody checks their own."""
    held = _submitted(line, version, by)
    _moved(held, (LineState.SUBMITTED,), LineState.CHECKED, "checked", "", by)


@transaction.atomic
def return_single(*, line: int, version: int, reason: str, by: User) -> None:
    """Back to the unit with a sentence."""
    held = _submitted(line, version, by)
    reason = _said(reason, _("请写一句退回理由，单位据此修改。"))
    _moved(held, (LineState.SUBMITTED,), LineState.RETURNED, "returned", reason, by, returned_reason=reason)


@transaction.atomic
def cancel_single(*, line: int, version: int, reason: str, by: User) -> None:
    """An approved meeting that will not be held: its place under the ceiling is free."""
    held = _held(line, version, Power.PLAN, by)
    if held.state != LineState.APPROVED:
        raise Refused(
            _("只有已批准、还没开的会议才要取消；这次现在是“%(state)s”。") % {"state": held.get_state_display()}
        )
    reason = _said(reason, _("请写一句取消的理由。"))
    _moved(held, (LineState.APPROVED,), LineState.CANCELLED, "cancelled", reason, by)


def _said(reason: str, otherwise: str) -> str:
    reason = reason.strip()[:300]
    if not reason:
        raise Refused(otherwise, "reason")
    return reason


def _moved(
    held: PlannedMeeting, since: tuple[str, ...], state: str, action: str, reason: str, by: User, **more: Any
) -> None:
    trace = Trace(by, "page")
    if not trace.change(held, action, reason, since=since, state=state, **more):
        raise Stale(PlannedMeeting.objects.get(pk=held.pk))
    trace.leave()


def _submitted(line: int, version: int, by: User) -> PlannedMeeting:
    held = _held(line, version, Power.CHECK_PLANS, by)
    if held.state != LineState.SUBMITTED:
        raise Refused(_("这次会议现在是“%(state)s”，不在待审核之列。") % {"state": held.get_state_display()})
    if held.submitted_by_id == by.pk:
        raise Refused(_("自己报送的会议，须由别的同志审核。"))
    return held


def _held(line: int, version: int, power: Power, by: User) -> PlannedMeeting:
    """A single meeting over which the person holds the power, locked. Raises DoesNotExist, Stale."""
    mine = PlannedMeeting.objects.reached_by(by, power).filter(plan=None)
    held = mine.select_for_update(of=("self",), no_key=True).get(pk=line)
    if held.version != version:
        raise Stale(held)
    return held


def _same_name() -> Refused:
    return Refused(_("今年已有同名的会议；请改个名称，或在原来那次上改。"), "name")
