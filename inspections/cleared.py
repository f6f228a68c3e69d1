"""What clearing came to: before and after by kind; and whether something cancelled shows signs of life."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from inspections.actions.clearing import ENDED
from inspections.merging.alike import likeness
from inspections.models import (
    APPROVED_STATES,
    ASKED_STATES,
    ClearanceItem,
    ClearanceKind,
    DataRequest,
    Decision,
    PlannedInspection,
    Visit,
)

ALIKE = Fraction(3, 5)


@dataclass(frozen=True)
class Figure:
    """One kind: items and indicators before, and what goes on after; pending ones go on."""

    kind: str
    before: int
    kept: int
    cancelled: int
    merged: int
    pending: int
    indicators_before: int
    indicators_after: int
    still_running: int

    @property
    def after(self) -> int:
        return self.kept + self.pending


def figures(items: QuerySet[Any]) -> list[Figure]:
    """By kind, those with at least one item. One query."""
    goes_on = ~Q(decision__in=ENDED)
    rows = (
        items.order_by()
        .values("kind")
        .annotate(
            **{name: _amount(decision=decision) for name, decision in _DECISIONS},
            were=Sum("indicators_before", default=0),
            are=Sum(Coalesce("indicators_after", "indicators_before"), filter=goes_on, default=0),
            still_running=_amount(decision__in=ENDED, still_running=True),
        )
    )
    found = {row["kind"]: row for row in rows}
    kinds = [kind for kind in ClearanceKind if kind.value in found]
    return [_figure(str(kind.label), found[kind.value]) for kind in kinds]


_DECISIONS = (
    ("kept", Decision.KEEP),
    ("cancelled", Decision.CANCEL),
    ("merged", Decision.MERGE),
    ("pending", Decision.PENDING),
)


def _amount(**conditions: Any) -> Any:
    return Count("pk", filter=Q(**conditions))


def _figure(kind: str, row: dict[str, Any]) -> Figure:
    amounts = {name: row[name] for name, _decision in _DECISIONS}
    return Figure(
        kind,
        sum(amounts.values()),
        **amounts,
        indicators_before=row["were"],
        indicators_after=row["are"],
        still_running=row["still_running"],
    )


@dataclass(frozen=True)
class Sign:
    """Something of the same unit since the decision that bears much the same name."""

    what: str
    name: str
    day: date


def signs_of_life(item: ClearanceItem) -> list[Sign]:
    """Visits, approved items and forms after the decision whose name is like the cancelled item's; newest first."""
    if item.decided_on is None:
        return []
    found = [sign for sign in _after(item) if likeness(sign.name, item.name) >= ALIKE]
    return sorted(found, key=lambda sign: sign.day, reverse=True)


def _after(item: ClearanceItem) -> Iterator[Sign]:
    since = {"organization": item.organization_id, "day__gt": item.decided_on}
    sources: tuple[QuerySet[Any], ...] = (
        Visit.objects.filter(**since),
        PlannedInspection.objects.filter(**since, state__in=APPROVED_STATES),
        DataRequest.objects.filter(**since, state__in=ASKED_STATES),
    )
    for rows in sources:
        what = str(rows.model._meta.verbose_name)
        for name, day in rows.values_list("name", "day"):
            yield Sign(what, name, day)
