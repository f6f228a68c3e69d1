"""Exposures and good examples: prepared by one, approved by a second person, shown, taken down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accountability.actions.refused import Refused, Stale
from accountability.importing.exposures import key
from accountability.models import Exposure, State
from organizations.models import Organization, User
from organizations.roles import Power
from registers import history
from registers.outbox import announce

SUBJECT = Exposure._meta.label_lower


@transaction.atomic
def prepare(*, organization: int, fields: Mapping[str, Any], by: User) -> Exposure:
    """Draw one up for the own office; nobody outside sees it yet. Raises Refused."""
    office = Organization.objects.reached_by(by, Power.PUBLISH).get(pk=organization)
    new = _derived(fields)
    made = _saved(lambda: Exposure.objects.create(organization=office, prepared_by=by, **new))
    _leave(made, "created", {name: (None, new[name]) for name in fields}, by)
    return made


@transaction.atomic
def amend(*, exposure: int, version: int, fields: Mapping[str, Any], by: User) -> Exposure:
    """Change one that is not shown yet; whoever changes it cannot approve it. Raises Refused, Stale, DoesNotExist."""
    held = _held(exposure, version, by)
    if held.state != State.PREPARED:
        raise Refused(_("已经审核发布的不能再改；请撤下后另拟一篇。"))
    new = _derived(fields)
    changes = history.difference({name: getattr(held, name) for name in new}, new, new)
    if changes:
        _saved(lambda: _change(held, **new, prepared_by=by))
        _leave(held, "changed", changes, by, {held.year, new["year"]})
    return Exposure.objects.get(pk=exposure)


@transaction.atomic
def approve(*, exposure: int, version: int, by: User, today: date) -> Exposure:
    """The second person's approval shows it to everybody. Raises Refused, Stale, Exposure.DoesNotExist."""
    held = _held(exposure, version, by)
    if held.state != State.PREPARED:
        raise Refused(_("这一篇已经审核过。"))
    if by.pk in first_hands(held):
        raise Refused(_("拟稿或导入的人不能审核同一篇；请由另一人审核。"))
    new = {"state": State.PUBLISHED, "approved_by": by, "approved_on": today}
    changes = history.difference({name: getattr(held, name) for name in new}, new, new)
    _change(held, **new)
    _leave(held, "approved", changes, by)
    return Exposure.objects.get(pk=exposure)


@transaction.atomic
def withdraw(*, exposure: int, version: int, reason: str, by: User, today: date) -> Exposure:
    """Take down what is shown; it no longer counts. Raises Refused, Stale, Exposure.DoesNotExist."""
    held = _held(exposure, version, by)
    if held.state != State.PUBLISHED:
        raise Refused(_("这一篇没有在公开页面上，不用撤下。"))
    new = {"state": State.WITHDRAWN, "withdrawn_by": by, "withdrawn_on": today}
    changes = history.difference({name: getattr(held, name) for name in new}, new, new)
    _change(held, **new)
    _leave(held, "withdrawn", changes, by, reason=reason)
    return Exposure.objects.get(pk=exposure)


def first_hands(exposure: Exposure) -> set[int]:
    """Those who brought it in: whoever drew it up or changed it last, and whoever imported it."""
    imported = exposure.imported_by
    hands = {exposure.prepared_by_id, imported.user_id if imported else None}
    return {pk for pk in hands if pk is not None}


def _derived(fields: Mapping[str, Any]) -> dict[str, Any]:
    """With the key of the register, and the day and year in which it counts."""
    day = fields["published_on"]
    return {**fields, "key": key(dict(fields)), "day": day, "year": day.year}


def _held(pk: int, version: int, by: User) -> Exposure:
    """Locked, of an office where the person publishes."""
    mine = Exposure.objects.reached_by(by, Power.PUBLISH).select_related("imported_by")
    held = mine.select_for_update(of=("self",), no_key=True).get(pk=pk)
    if held.version != version:
        raise Stale
    return held


def _change(held: Exposure, **new: Any) -> None:
    rows = Exposure.objects.filter(pk=held.pk, version=held.version, state=held.state)
    if not rows.update(**new, version=F("version") + 1):
        raise Stale


def _saved(write: Any) -> Any:
    try:
        with transaction.atomic():
            return write()
    except IntegrityError as error:
        raise Refused(_("同一天已有同类别、同标题的一篇。"), "title") from error


def _leave(
    exposure: Exposure,
    action: str,
    changes: Mapping[str, Any],
    by: User,
    years: set[int] | None = None,
    reason: str = "",
) -> None:
    announce("exposures", [exposure.organization_id], years or {exposure.year})
    line = history.Line(action, SUBJECT, exposure.key, exposure.organization_id, changes, reason)
    history.write([line], actor=by, path="page")
