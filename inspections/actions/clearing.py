"""The lists to be cleared: a unit proposes, the office decides, and looks again whether what ended is dead."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from inspections.actions.refusals import Refused
from inspections.models import BasisLevel, ClearanceItem, Decision
from organizations.models import User
from organizations.roles import Power
from registers import history
from registers.outbox import announce

REGISTER = "clearance"
SUBJECT = ClearanceItem._meta.label_lower
MANDATED = (BasisLevel.CENTRE, BasisLevel.PROVINCE)
ENDED = (Decision.CANCEL, Decision.MERGE)


@transaction.atomic
def propose(*, item: int, version: int, decision: str, reason: str, by: User, at: datetime) -> ClearanceItem:
    """What the unit itself would do with it; the office decides."""
    held = _held(ClearanceItem.objects.editable_by(by), item)
    if held.decision != Decision.PENDING:
        raise Refused(_("这一项已经处理，不再接受建议。"))
    if decision not in (Decision.KEEP, Decision.CANCEL, Decision.MERGE):
        raise Refused(_("请选择保留、取消或合并。"), "decision")
    fields = {
        "proposed": decision,
        "proposed_reason": reason.strip()[:300],
        "proposed_by": by,
        "proposed_at": at,
    }
    return _write("proposed", held, version, fields, by)


@transaction.atomic
def decide(
    *,
    item: int,
    version: int,
    decision: str,
    line: str,
    indicators_after: int | None,
    merged_into: int | None,
    by: User,
    today: date,
) -> ClearanceItem:
    """Keep, cancel or merge, once. What has no basis of centre or province is kept only with a sentence why."""
    held = _held(ClearanceItem.objects.reached_by(by, Power.CHECK_PLANS), item)
    if held.decision != Decision.PENDING:
        raise Refused(_("这一项已经处理，没有重复处理。"))
    if held.proposed_by_id == by.pk:
        raise Refused(_("自己提的建议，请其他同志决定。"))
    if decision == Decision.KEEP and held.basis_level not in MANDATED and not line.strip():
        raise Refused(_("没有中央或省委、省政府依据的，一般不保留；确要保留请写明理由。"), "line")
    fields: dict[str, Any] = {
        "decision": decision,
        "decided_on": today,
        "decided_by": by,
        "decision_line": line.strip()[:300],
        "indicators_after": 0 if decision in ENDED else indicators_after,
    }
    if decision == Decision.MERGE:
        fields["merged_into"] = _target(held, merged_into, by)
    return _write("decided", held, version, fields, by)


@transaction.atomic
def look_again(*, item: int, version: int, still_running: bool, by: User, today: date) -> ClearanceItem:
    """Whether a cancelled or merged item is dead. One that still runs is what 16.1, 19.2, 20.1 and 20.2 find."""
    held = _held(ClearanceItem.objects.reached_by(by, Power.CHECK_PLANS), item)
    if held.decision not in ENDED:
        raise Refused(_("只有取消或合并的事项需要回头看。"))
    fields = {"still_running": still_running, "checked_on": today, "checked_by": by}
    return _write("looked_again", held, version, fields, by)


def _target(held: ClearanceItem, target: int | None, by: User) -> ClearanceItem:
    """The item it goes into: of the same kind, and itself neither ended nor this one."""
    reach = ClearanceItem.objects.reached_by(by, Power.CHECK_PLANS).exclude(pk=held.pk).exclude(decision__in=ENDED)
    found = reach.filter(pk=target, kind=held.kind).first() if target else None
    if found is None:
        raise Refused(_("请选择并入哪一项（同类、没有取消的）。"), "merged_into")
    return found


def _held(reach: Any, item: int) -> ClearanceItem:
    held: ClearanceItem = reach.select_for_update(of=("self",), no_key=True).get(pk=item)
    return held


def _write(action: str, held: ClearanceItem, version: int, fields: dict[str, Any], by: User) -> ClearanceItem:
    same = ClearanceItem.objects.filter(pk=held.pk, version=version, decision=held.decision)
    if not same.update(**fields, version=F("version") + 1):
        raise Refused(_("这一项刚刚被别人改过；请看过再按。"))
    changes = history.difference({name: getattr(held, name) for name in fields}, fields, fields)
    years = {held.year, *(day.year for day in (fields.get("decided_on"), fields.get("checked_on")) if day)}
    announce(REGISTER, [held.organization_id], years)
    history.write([history.Line(action, SUBJECT, held.key, held.organization_id, changes)], actor=by, path="page")
    held.refresh_from_db()
    return held
