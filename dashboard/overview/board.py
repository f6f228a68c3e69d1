"""What is shown: the organizations in sight and their standings, as stored or judged again for another day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import structlog
from django.db import OperationalError

from dashboard.overview.state import GROUPS
from measures.catalogue import Obligation
from measures.engine import weigh
from measures.models import Standing
from measures.restricted import may_see
from measures.rules import Status
from organizations.models import Organization
from organizations.roles import Power, Role
from organizations.scoping import grants

logger = structlog.get_logger(__name__)

# accountability (measures 22–25) binds the discipline bodies only, and only they see it
RESTRICTED_WHO = "J"
# statuses that come without a figure to add
UNKNOWN = frozenset({Status.NO_DATA, Status.NO_BASELINE})


def is_restricted(obligation: Obligation, user: Any) -> bool:
    """Whether the obligation's standings are hidden from this person."""
    return obligation.who == RESTRICTED_WHO and not is_discipline(user)


def is_discipline(user: Any) -> bool:
    return any(grant.role is Role.DISCIPLINE for grant in grants(user))


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of the matrix."""

    pk: int
    code: str
    name: str
    kind: str


def units_in_sight(user: Any, day: date) -> dict[str, list[Unit]]:
    """Group → organizations that exist on the day and whose standings the person sees, in administrative order.

    Groups without an organization are left out. One query.
    """
    rows = Organization.objects.reached_by(user, Power.SEE_STANDINGS).existing_on(day).in_order()
    units = [
        Unit(pk, code, short or name, kind)
        for pk, code, name, short, kind in rows.values_list("pk", "code", "name", "short_name", "kind")
    ]
    groups = {name: [unit for unit in units if unit.kind in kinds] for name, kinds in GROUPS.items()}
    return {name: found for name, found in groups.items() if found and (name != "discipline" or is_discipline(user))}


@dataclass(frozen=True)
class Board:
    """`statuses`: (organization, obligation, status, data-through day); `figures`: key → standings with all figures.

    `rows`: all standings, where they were judged again. `stale`: the day that was asked for could not be judged, so
    this is the last judging that is kept.
    """

    as_of: date
    statuses: list[tuple[int, str, str, date | None]]
    figures: Mapping[str, list[Any]]
    rows: list[Any] | None = None
    stale: bool = False


def stored(user: Any, year: int, as_of: date, units: Iterable[Unit], keys: tuple[str, ...]) -> Board:
    """The standings kept by the last judging; their figures where there are any. Two queries."""
    rows = Standing.objects.visible_to(user).filter(year=year, organization__in=[unit.pk for unit in units])
    figures: dict[str, list[Any]] = {key: [] for key in keys}
    for standing in rows.filter(obligation__in=keys).exclude(status__in=UNKNOWN):
        figures[standing.obligation].append(standing)
    statuses = list(rows.values_list("organization_id", "obligation", "status", "data_through"))
    return Board(as_of, statuses, figures)


def judged_again(user: Any, year: int, as_of: date, units: Iterable[Unit], keys: tuple[str, ...]) -> Board | None:
    """Judges the organizations as of another day and keeps nothing; None when the database gave up on it."""
    whose = frozenset(unit.pk for unit in units)
    try:
        rows, _judged = weigh(year, as_of, whose)
    except OperationalError as error:
        logger.warning("overview_not_judged", year=year, as_of=as_of.isoformat(), error=type(error).__name__)
        return None
    mine = [row for row in rows if row.organization_id in whose and may_see(user, row.obligation, row.organization_id)]
    figures = {key: [row for row in mine if row.obligation == key] for key in keys}
    statuses = [(row.organization_id, row.obligation, str(row.status), row.data_through) for row in mine]
    return Board(as_of, statuses, figures, mine)
