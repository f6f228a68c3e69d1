"""Who is in charge of which unit (分管)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meetings.actions.refused import Refused
from meetings.approval.leaders import planning_units, seats
from meetings.models import Portfolio
from organizations.models import Organization, User
from registers import history

SUBJECT = Portfolio._meta.label_lower


@dataclass(frozen=True, slots=True)
class Charge:
    """`leader` (id) is to be in charge, None: nobody. `version` is what the page showed; 0: there was none."""

    leader: int | None
    version: int


@transaction.atomic
def put_in_charge(*, charges: Mapping[int, Charge], by: User, today: date) -> int:
    """For each unit (id) its leader; how many changed. What waits for decision goes to the new leader by itself.

    Raises Refused, and then changes nothing: when somebody else changed one of them since, or when a leader holds no
    power over the unit.
    """
    units = {one.pk: one for one in planning_units(today).filter(pk__in=list(charges))}
    before = {
        one.organization_id: one for one in Portfolio.objects.select_related("leader").filter(organization__in=units)
    }
    leaders = {seat.user.pk: seat for seat in seats(today)}
    lines = []
    for pk, unit in units.items():
        old, charge = before.get(pk), charges[pk]
        if (old.leader_id if old else None) == charge.leader:
            continue
        seat = leaders.get(charge.leader) if charge.leader is not None else None
        if charge.leader is not None and (seat is None or not seat.over(unit)):
            raise Refused(_("%(unit)s：所选领导没有对这个单位的审批权。") % {"unit": unit}, f"leader-{pk}")
        _keep(unit, old, charge)
        names = {"leader": (str(old.leader) if old else None, str(seat.user) if seat else None)}
        lines.append(history.Line("changed", SUBJECT, unit.code, pk, names))
    history.write(lines, actor=by, path="page")
    return len(lines)


def _keep(unit: Organization, old: Portfolio | None, charge: Charge) -> None:
    """One conditional write; nothing kept means that somebody else was first."""
    mine = Portfolio.objects.filter(organization=unit, version=charge.version)
    if charge.leader is None:
        kept = mine.delete()[0]
    elif charge.version:
        kept = mine.update(leader=charge.leader, version=charge.version + 1)
    else:
        kept = _create(unit, charge.leader)
    if not kept:
        raise Refused(_("%(unit)s的分管领导刚刚被别人改过，请看过现在的再改。") % {"unit": unit})


def _create(unit: Organization, leader: int) -> int:
    try:
        with transaction.atomic():
            Portfolio.objects.create(organization=unit, leader_id=leader)
    except IntegrityError:
        # somebody else put a leader in charge of it in the meantime
        return 0
    return 1
