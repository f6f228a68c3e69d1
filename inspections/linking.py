"""Visits held against the plans anew, after something was approved, merged, changed or taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from inspections.deriving import PlannedItems, load_places
from inspections.models import Origin, Visit
from inspections.visiting import DERIVED, FOLLOWS, TICKS, Known, derived
from registers import history
from registers.importing.context import Context
from registers.importing.row import Row
from registers.importing.writing import update
from registers.outbox import announce, enqueue

WRITTEN = (*DERIVED, *FOLLOWS)
_ASKED = ("name", "organization_id", "place_text", "first_day", "plan_number", "filing_number", "joint_text", *TICKS)
_FIELDS = ("pk", "version", "key", "year", "given", "corrected", *_ASKED, *WRITTEN)
SUBJECT = Visit._meta.label_lower


def relink_later(organizations: Iterable[int], years: Iterable[int]) -> None:
    """Ask for it in the transaction of the decision that makes it necessary."""
    enqueue("items_decided", organizations=sorted(set(organizations)), years=sorted(set(years)))


@transaction.atomic
def relink(organizations: Sequence[int], years: Sequence[int], today: date) -> int:
    """Derive again whatever visit of the years may belong to an item of these units; how many changed.

    A number may name another unit's item, so every visit with a number is looked at. What a person or a sheet
    stated stands.
    """
    concerned = Q(organization__in=organizations) | Q(planned__organization__in=organizations)
    numbered = ~Q(filing_number="") | ~Q(plan_number="")
    visits = Visit.objects.filter(concerned | numbered, year__in=years, origin=Origin.REGISTER)
    known = Known(load_places(), PlannedItems(), Context.load(today).organs)
    rows: list[Row] = []
    lines: list[history.Line] = []
    touched: dict[str, set[int]] = {"organizations": set(), "years": set()}
    for old in visits.order_by("pk").select_for_update(of=("self",), no_key=True).values(*_FIELDS):
        new = _again(old, known)
        difference = history.difference(old, new, WRITTEN)
        if difference:
            rows.append(Row("", 0, None, values=new, pk=old["pk"], version=old["version"]))
            lines.append(history.Line("rederived", SUBJECT, old["key"], old["organization_id"], difference, _reason()))
            touched["organizations"].add(old["organization_id"])
            touched["years"].add(old["year"])
    if rows:
        update(Visit, WRITTEN, rows)
        announce("visits", **touched)
        history.write(lines, actor=None, path="task")
    return len(rows)


def _again(old: dict[str, Any], known: Known) -> dict[str, Any]:
    stated = {*old["given"], *old["corrected"]}
    return derived(old, {name: old[name] for name in DERIVED if name in stated}, known)


def _reason() -> str:
    return _("督检考计划变动")
