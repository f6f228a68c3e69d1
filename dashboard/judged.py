"""Standings as pages show them: of those whom the person may see, in administrative and catalogue order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet

from dashboard.year import Look
from measures.catalogue import Obligation
from measures.engine import weigh
from measures.models import Standing
from measures.restricted import may_see
from measures.standings import Row
from measures.status import SEVERITY, Status
from organizations.models import Organization

# worst first: what asks a question, then what is not known, then what is well
WORST_FIRST = (
    *sorted(SEVERITY, key=SEVERITY.__getitem__, reverse=True),
    Status.NO_DATA,
    Status.NO_BASELINE,
    Status.NOT_DUE,
    Status.ON_TRACK,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One standing with what it is about. Its figures are those of `standing`, stored or weighed for the day."""

    obligation: Obligation
    organization: Organization
    standing: Standing | Row


def visible(user: Any) -> dict[int, Organization]:
    """Whose standings the person may see, by id, in administrative order. One query."""
    return {one.pk: one for one in Organization.objects.visible_to(user).in_order()}


def judged(
    user: Any, look: Look, organizations: Mapping[int, Organization], obligations: Collection[str] | None = None
) -> list[Judged]:
    """The standings of the organizations as of the day of the look: stored ones, or weighed anew for another day."""
    rows = _rows(user, look, organizations, obligations)
    places = {pk: number for number, pk in enumerate(organizations)}
    order = {one.key: (number, one) for number, one in enumerate(look.rules.obligations)}
    found = [
        row
        for row in rows
        if row.obligation in order
        and row.organization_id in places
        and may_see(user, row.obligation, row.organization_id)
    ]
    found.sort(key=lambda row: (places[row.organization_id], order[row.obligation][0]))
    return [Judged(order[row.obligation][1], organizations[row.organization_id], row) for row in found]


def _rows(
    user: Any, look: Look, organizations: Mapping[int, Organization], obligations: Collection[str] | None
) -> Iterable[Standing | Row]:
    if look.asked is not None and look.asked != look.judged:
        return weigh(look.year, look.asked, list(organizations), obligations)[0]
    rows = Standing.objects.visible_to(user).filter(year=look.year, organization__in=list(organizations))
    return rows if obligations is None else rows.filter(obligation__in=list(obligations))


def tallied(user: Any, look: Look, organizations: Mapping[int, Organization], by: str) -> dict[Any, Counter[Status]]:
    """How many standings of each status there are, by `obligation` or `organization_id`. One query for a stored day."""
    found: dict[Any, Counter[Status]] = defaultdict(Counter)
    rows = _rows(user, look, organizations, None)
    if isinstance(rows, QuerySet):
        grouped = rows.order_by().values_list(by, "status").annotate(amount=Count("pk"))
        for group, status, amount in grouped:
            found[group][Status(status)] += amount
        return found
    for row in rows:
        if row.organization_id in organizations:
            found[getattr(row, by)][Status(row.status)] += 1
    return found


def in_words(counted: Mapping[Status, int]) -> list[tuple[Status, int]]:
    """Worst first; only those there are."""
    return [(status, counted[status]) for status in WORST_FIRST if counted.get(status)]


def worst(statuses: Iterable[str]) -> Status | None:
    """The status that a cell of several shows; None without any."""
    found = {Status(status) for status in statuses}
    return next((status for status in WORST_FIRST if status in found), None)


def counts(statuses: Iterable[str]) -> list[tuple[Status, int]]:
    """How many there are of each status, worst first; only those there are."""
    return in_words(Counter(Status(status) for status in statuses))


def total(rows: Iterable[Judged], name: str) -> Decimal | None:
    """The sum of one figure over those who have it; None where nobody has."""
    figures = [figure for row in rows if (figure := getattr(row.standing, name)) is not None]
    return sum(figures, Decimal(0)) if figures else None
