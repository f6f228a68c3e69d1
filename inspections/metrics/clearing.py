"""Measures 16, 19 and 20: the inventory of what is to be cleared, as it stood on a day.

An item belongs to every year from its entry on. Decided is what was decided by the day. In force is what nobody
has stopped: it runs on (仍在执行), or nothing is said of that and it was neither cancelled nor merged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from inspections.metrics.sources import CLEARANCE
from inspections.models import BasisLevel, ClearanceItem, ClearanceKind, Decision
from metrics.decorators import findings
from metrics.period import Period
from metrics.registry import Finding

Organizations = frozenset[int] | None
PROGRAMMES = (ClearanceKind.CREATION, ClearanceKind.AWARD)
STOPPED = (Decision.CANCEL, Decision.MERGE)
NO_MANDATE = (BasisLevel.DEPARTMENT, BasisLevel.NONE)


def decision_by(item: ClearanceItem, period: Period) -> str:
    """What was decided by the end of the period; a decision without a day always was."""
    if item.decided_on is not None and item.decided_on > period.end:
        return Decision.PENDING
    return item.decision


def in_force(item: ClearanceItem, period: Period) -> bool:
    if item.still_running is not None and decision_by(item, period) == item.decision:
        return item.still_running
    return decision_by(item, period) not in STOPPED


def _found(
    kinds: tuple[ClearanceKind, ...],
    period: Period,
    organizations: Organizations,
    weight: Callable[[ClearanceItem], int],
) -> Iterator[Finding]:
    """Items of the kinds that stood in the inventory, each with its weight; those of none are left out."""
    rows = ClearanceItem.objects.filter(kind__in=kinds, day__lte=period.end)
    if organizations is not None:
        rows = rows.filter(organization__in=organizations)
    for item in rows.order_by("day", "pk"):
        weighs = weight(item)
        if weighs:
            yield Finding(item.organization_id, item.day, item.key, item.name, Decimal(weighs), item.pk)


def _unmandated(kind: ClearanceKind, period: Period, organizations: Organizations) -> Iterator[Finding]:
    def weight(item: ClearanceItem) -> int:
        return item.basis_level in NO_MANDATE and in_force(item, period)

    return _found((kind,), period, organizations, weight)


@findings("inspections.unmandated_indicators", unit=_("项"), source=CLEARANCE)
def unmandated_indicators(period: Period, organizations: Organizations) -> Iterator[Finding]:
    """16.1: indicators in force that a department set, or nobody."""
    return _unmandated(ClearanceKind.INDICATOR, period, organizations)


@findings("inspections.vetoes_without_basis", unit=_("项"), source=CLEARANCE)
def vetoes_without_basis(period: Period, organizations: Organizations) -> Iterator[Finding]:
    """20.1: one-vote vetoes in force without a basis of centre or province."""
    return _unmandated(ClearanceKind.VETO, period, organizations)


@findings("inspections.letters_without_basis", unit=_("项"), source=CLEARANCE)
def letters_without_basis(period: Period, organizations: Organizations) -> Iterator[Finding]:
    """20.2: letters of responsibility in force without a basis of centre or province."""
    return _unmandated(ClearanceKind.LETTER, period, organizations)


@findings("inspections.programmes_undecided", unit=_("项"), source=CLEARANCE)
def programmes_undecided(period: Period, organizations: Organizations) -> Iterator[Finding]:
    """19.1: creation and award activities on which nothing was decided."""
    return _found(PROGRAMMES, period, organizations, lambda item: decision_by(item, period) == Decision.PENDING)


@findings("inspections.programmes_revived", unit=_("项"), source=CLEARANCE)
def programmes_revived(period: Period, organizations: Organizations) -> Iterator[Finding]:
    """19.2: creation and award activities that were cancelled or merged and run on."""

    def weight(item: ClearanceItem) -> int:
        return decision_by(item, period) in STOPPED and item.still_running is True

    return _found(PROGRAMMES, period, organizations, weight)


@findings("inspections.indicators_before", unit=_("项"), source=CLEARANCE)
def indicators_before(period: Period, organizations: Organizations) -> Iterator[Finding]:
    """19.3, what it is judged against: indicators before clearing, of the activities that go on."""
    return _found(PROGRAMMES, period, organizations, lambda item: _goes_on(item, period) * _before(item))


@findings("inspections.indicators_after", unit=_("项"), source=CLEARANCE)
def indicators_after(period: Period, organizations: Organizations) -> Iterator[Finding]:
    """19.3: indicators that the activities that go on are left with; all of them where no number after is known."""

    def weight(item: ClearanceItem) -> int:
        known = item.indicators_after is not None and decision_by(item, period) == item.decision
        return _goes_on(item, period) * ((item.indicators_after or 0) if known else _before(item))

    return _found(PROGRAMMES, period, organizations, weight)


def _goes_on(item: ClearanceItem, period: Period) -> bool:
    """Neither cancelled nor merged, or running on all the same."""
    return decision_by(item, period) not in STOPPED or item.still_running is True


def _before(item: ClearanceItem) -> int:
    return item.indicators_before or 0
