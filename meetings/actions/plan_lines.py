"""Acts on one line of a plan: typed, put right by a way out, undone, deleted and restored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from meetings.actions.lines import (
    LINE,
    changed,
    held_line,
    held_plan,
    must_be_editable,
    reopened,
)
from meetings.actions.refused import Refused, Stale
from meetings.checking import warnings_of
from meetings.models import OPEN_LINES, LineState, Plan, PlannedMeeting, planned_key
from meetings.planning.line import Limits
from meetings.planning.warning import APPROVER, REASON, Way
from organizations.models import User
from organizations.roles import Power
from registers import history
from registers.models import Change

# derived columns that a way out states outright
DERIVED = ("level", "people", "heads_called", "province_wide")
FIXED = "fixed"


@transaction.atomic
def add_line(*, plan: int, values: Mapping[str, Any], by: User) -> PlannedMeeting:
    """A new meeting at the end of the draft. Raises Refused with a sentence."""
    held = held_plan(plan, by)
    must_be_editable(held)
    reopened(held, by)
    made = made_line(held, values, by)
    said = {name: (None, value) for name, value in values.items() if value not in (None, "", [], {})}
    history.write([history.Line("created", LINE, made.key, held.organization_id, said)], actor=by, path="page")
    return made


def made_line(plan: Plan, values: Mapping[str, Any], by: User, **more: Any) -> PlannedMeeting:
    last = PlannedMeeting.objects.filter(plan=plan).aggregate(last=Max("position"))["last"]
    try:
        with transaction.atomic():
            return PlannedMeeting.objects.create(
                **{"position": (last or 0) + 1} | dict(values) | more,
                plan=plan,
                organization=plan.organization,
                year=plan.year,
                day=f"{plan.year}-01-01",
                key=planned_key(plan.organization.code, plan.year, values["name"]),
                created_by=by,
            )
    except IntegrityError as error:
        raise _same_name() from error


@transaction.atomic
def save_line(*, line: int, version: int, values: Mapping[str, Any], by: User) -> PlannedMeeting:
    """Raises Stale when the line is at another version, Refused with a sentence."""
    held = _open_line(line, version, by)
    key = planned_key(held.organization.code, held.year, values["name"])
    try:
        with transaction.atomic():
            difference = changed(held, {**values, "key": key})
    except IntegrityError as error:
        raise _same_name() from error
    _wrote("changed", held, difference, by)
    return PlannedMeeting.objects.get(pk=line)


@transaction.atomic
def take_way(
    *, line: int, version: int, warning: str, way: str, typed: Mapping[str, str], limits: Limits, by: User
) -> PlannedMeeting:
    """One press of a way out of a warning that stands now. `typed`: what the way asks for (reason, approver)."""
    held = _open_line(line, version, by)
    standing = warnings_of(held.plan, limits).get(held.pk, [])
    chosen = next((found for one in standing if one.key == warning and (found := one.way(way))), None)
    if chosen is None:
        raise Refused(_("这条提示已经不在了；请看看现在的内容。"))
    values = _taken(held, warning, chosen, typed)
    _wrote(FIXED, held, changed(held, values), by, typed.get(REASON, ""))
    return PlannedMeeting.objects.get(pk=line)


def _taken(held: PlannedMeeting, warning: str, way: Way, typed: Mapping[str, str]) -> dict[str, Any]:
    """The way's changes; a reason is kept under the warning that it answers."""
    values = dict(way.changes)
    excuses = {**held.excuses, **values.pop("excuses", {})}
    for asked in way.asks:
        text = typed.get(asked, "").strip()
        if not text:
            raise Refused(_("请写一句理由。") if asked == REASON else _("请写明由谁批准。"), asked)
        if asked == REASON:
            excuses[warning] = text[:300]
        elif asked == APPROVER:
            values["emergency_approver"] = text[:100]
    if "joined_to" in values:
        values["joined_to_id"] = values.pop("joined_to")
    stated = [name for name in DERIVED if name in values and name not in held.given]
    if stated:
        values["given"] = [*held.given, *stated]
    return values | {"excuses": excuses}


@transaction.atomic
def undo(*, line: int, version: int, by: User) -> PlannedMeeting:
    """The newest way out taken back, as long as nothing has changed since."""
    held = _open_line(line, version, by)
    fix = fixes([held], by).get(held.pk)
    if fix is None:
        raise Refused(_("已经没有可以撤销的修改。"))
    old = {name: pair[0] for name, pair in fix.changes.items() if name != "version"}
    _wrote("undone", held, changed(held, old), by)
    return PlannedMeeting.objects.get(pk=line)


def fixes(lines: list[PlannedMeeting], by: User) -> dict[int, Change]:
    """Line → the way out that was taken last, where it can still be undone: it made the version that stands."""
    standing = {(line.key, line.version): line.pk for line in lines}
    rows = Change.objects.reached_by(by, Power.PLAN).filter(
        subject=LINE, action=FIXED, key__in={line.key for line in lines}
    )
    found = ((standing.get((row.key, row.changes["version"][1])), row) for row in rows)
    return {pk: row for pk, row in found if pk is not None}


@transaction.atomic
def delete_line(*, line: int, version: int, by: User) -> PlannedMeeting:
    """Off the plan, to be restored as long as nobody takes its name; what was joined to it stands alone again."""
    held = _open_line(line, version, by)
    for one in held.joined.filter(state__in=OPEN_LINES):
        _wrote("changed", one, changed(one, {"joined_to_id": None}), by)
    _wrote("deleted", held, changed(held, {"state": LineState.WITHDRAWN}), by)
    return PlannedMeeting.objects.get(pk=line)


@transaction.atomic
def restore_line(*, line: int, version: int, by: User) -> PlannedMeeting:
    held = held_line(line, version, by)
    must_be_editable(held.plan)
    if held.state != LineState.WITHDRAWN:
        raise Refused(_("这次会议没有删去，不用恢复。"))
    reopened(held.plan, by)
    try:
        with transaction.atomic():
            difference = changed(held, {"state": LineState.DRAFT})
    except IntegrityError as error:
        raise _same_name() from error
    _wrote("restored", held, difference, by)
    return PlannedMeeting.objects.get(pk=line)


def _open_line(line: int, version: int, by: User) -> PlannedMeeting:
    held = held_line(line, version, by)
    must_be_editable(held.plan)
    if held.state not in OPEN_LINES:
        raise Refused(_("这次会议现在是“%(state)s”，不能直接改。") % {"state": held.get_state_display()})
    reopened(held.plan, by)
    return held


def _wrote(action: str, line: PlannedMeeting, difference: Mapping[str, Any], by: User, reason: str = "") -> None:
    if difference:
        one = history.Line(action, LINE, line.key, line.organization_id, difference, reason)
        history.write([one], actor=by, path="page")


def _same_name() -> Refused:
    return Refused(_("今年计划里已有同名的会议；请改个名称，或在原来那次上改。"), "name")


__all__ = [
    "Refused",
    "Stale",
    "add_line",
    "delete_line",
    "fixes",
    "made_line",
    "restore_line",
    "save_line",
    "take_way",
    "undo",
]
