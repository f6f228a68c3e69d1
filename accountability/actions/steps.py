"""Recording a step of a procedure, and taking the last one back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accountability.actions.refused import Refused, Stale
from accountability.procedures.step import Step, last_step, open_step
from accountability.rooms import Room
from organizations.models import User
from registers import history
from registers.importing.writing import defaults
from registers.outbox import announce


def held(room: Room, record: int, version: int, by: User) -> Any:
    """The record, locked, for who may open and keep it. Raises DoesNotExist, and Stale for another version."""
    rows = room.model.objects.known_to(by).editable_by(by).select_for_update(of=("self",), no_key=True)
    found = rows.get(pk=record)
    if found.version != version:
        raise Stale
    return found


@transaction.atomic
def record_step(
    *,
    room: Room,
    record: int,
    version: int,
    step: str,
    day: date | None,
    chosen: Mapping[str, Any],
    by: User,
    today: date,
) -> None:
    """Record the step that is open, with its day and what was chosen (attribute → value).

    Raises Refused for a step that is not open or a day that cannot be, Stale for another version.
    """
    found = held(room, record, version, by)
    now = open_step(room.steps, found)
    if now is None or now.name != step:
        raise Refused(_("前一步没有完成，这一步还没有打开。"))
    new = dict(chosen)
    if now.day:
        new[now.day] = _fitting(room, found, now, day, today)
    if objection := now.check(new):
        raise Refused(objection)
    save(room, found, new, action="recorded", by=by)


@transaction.atomic
def take_back_step(*, room: Room, record: int, version: int, by: User) -> None:
    """Empty the last step that was done. The first, by which the record exists, stays."""
    found = held(room, record, version, by)
    last = last_step(room.steps, found)
    if last is None or last is room.steps[0]:
        raise Refused(_("没有可以撤回的步骤。"))
    blank = defaults(room.model)
    save(room, found, {name: blank[name] for name in last.attributes}, action="taken_back", by=by)


def save(room: Room, found: Any, new: Mapping[str, Any], *, action: str, by: User) -> None:
    """Write the attributes one version up, and what follows from them: the day it counts on, the line, the news."""
    old = {name: getattr(found, name) for name in new}
    difference = history.difference(old, new, new)
    if not difference:
        return
    for name, value in new.items():
        setattr(found, name, value)
    before, day = found.year, room.day_of(found)
    kept = dict(new) | {"day": day, "year": day.year}
    rows = room.model.objects.filter(pk=found.pk, version=found.version)
    if not rows.update(**kept, version=F("version") + 1):
        raise Stale
    announce(room.register.name, [found.organization_id], {before, day.year})
    line = history.Line(action, room.subject, found.key, found.organization_id, difference)
    history.write([line], actor=by, path="page")


def _fitting(room: Room, found: Any, step: Step, day: date | None, today: date) -> date:
    """The day of a step, if it fits between the days around it; Refused in words where it does not."""
    if day is None:
        raise Refused(_("请选日期。"), "day")
    if day > today and not step.ahead:
        raise Refused(_("日期在今天之后；还没有做的先不要登记。"), "day")
    for name in step.after:
        _order(room, found, name, day, day_is_later=True, step=step)
    for name in step.before:
        _order(room, found, name, day, day_is_later=False, step=step)
    return day


def _order(room: Room, found: Any, name: str, day: date, *, day_is_later: bool, step: Step) -> None:
    """Refuse a day on the wrong side of the day of another step."""
    other = getattr(found, name)
    if other is None or other == day or (day > other) == day_is_later:
        return
    words = {
        "this": step.title,
        "other": room.model._meta.get_field(name).verbose_name,
        "day": other.isoformat(),
    }
    if day_is_later:
        raise Refused(_("“%(this)s”不能早于%(other)s（%(day)s）；请核对两个日期。") % words, "day")
    raise Refused(_("“%(this)s”不能晚于%(other)s（%(day)s）；请核对两个日期。") % words, "day")
