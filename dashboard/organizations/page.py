"""Everything on the page of one organization."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Q

from dashboard.counted import unit_of
from dashboard.facts import amount, change_shown
from dashboard.judged import Judged, counts, judged
from dashboard.measures.page import flag_row
from dashboard.organizations.covered import covered
from dashboard.organizations.next_step import next_step
from dashboard.year import Look
from measures.catalogue import Measure
from measures.models import Flag, Target
from measures.rules import Reduction
from measures.status import Status
from organizations.models import Organization, Series, Succession

FLAGS_SHOWN = 10
# said in one line: nothing is known yet, and nobody is asked for it
QUIET = (Status.NO_DATA, Status.NOT_DUE)


@dataclass(frozen=True)
class Line:
    """One standing as the table shows it."""

    row: Judged
    measure: Measure
    value: str
    limit: str
    forecast: str
    change: str
    unit: str

    @property
    def is_reduction(self) -> bool:
        return isinstance(self.row.obligation.rule, Reduction) and self.row.standing.limit is not None


def page(user: Any, look: Look, organization: Organization) -> dict[str, Any]:
    rows = judged(user, look, {organization.pk: organization})
    shown = [row for row in rows if row.standing.status not in QUIET]
    flags = list(
        Flag.objects.visible_to(user)
        .open()
        .filter(year=look.year, organization=organization)
        .select_related("organization")
        .order_by("-opened_on", "-pk")
    )
    known = covered(user, organization, look.year)
    by_key = {(row.obligation.key, organization.pk): row for row in rows}
    return {
        "organization": organization,
        "counts": counts(row.standing.status for row in rows),
        "lines": [_line(row, look) for row in shown],
        "quiet": _by_status(row for row in rows if row.standing.status in QUIET),
        "through": _through(rows),
        "flags": [
            flag_row(flag, look.rules.obligation(flag.obligation), by_key, look.today) for flag in flags[:FLAGS_SHOWN]
        ],
        "more_flags": len(flags) > FLAGS_SHOWN,
        "covered": known,
        "step": next_step(organization, flags, rows, known, look.rules, look.today, look.suffix),
        "targets": _targets(user, look, organization),
        "series": Series.objects.filter(organization=organization).order_by("text"),
        **_successions(user, organization),
    }


def _line(row: Judged, look: Look) -> Line:
    one = row.standing
    return Line(
        row,
        look.rules.measure(row.obligation.measure),
        amount(row.obligation, one.value),
        amount(row.obligation, one.limit),
        amount(row.obligation, one.forecast),
        change_shown(row.obligation, one.value, one.same_period) if one.reduction is not None else "",
        unit_of(row.obligation),
    )


def _by_status(rows: Iterable[Judged]) -> list[tuple[Status, list[Judged]]]:
    """无数据 and 未到期 in one line each, in the catalogue's order."""
    some = sorted(rows, key=lambda row: row.standing.status)
    return [(Status(status), list(found)) for status, found in groupby(some, key=lambda row: row.standing.status)]


def _through(rows: Sequence[Judged]) -> date | None:
    """The day up to which every register in use is complete."""
    days = [row.standing.data_through for row in rows if row.standing.data_through is not None]
    return min(days, default=None)


def _targets(user: Any, look: Look, organization: Organization) -> list[tuple[Target, Any]]:
    found = (
        Target.objects.visible_to(user)
        .filter(year=look.year, organization=organization)
        .exclude(state=Target.State.REPLACED)
        .order_by("obligation", "-version")
    )
    known = {one.key: one for one in look.rules.obligations}
    return [(target, known[target.obligation]) for target in found if target.obligation in known]


def _successions(user: Any, organization: Organization) -> dict[str, Any]:
    """What it came from and what it became; both are in the directory that everybody signed in may read."""
    links = (
        Succession.objects.visible_to(user)
        .filter(Q(successor=organization) | Q(predecessor=organization))
        .select_related("predecessor", "successor")
        .order_by("effective", "pk")
    )
    found = list(links)
    return {
        "came_from": [one for one in found if one.successor_id == organization.pk],
        "became": [one for one in found if one.predecessor_id == organization.pk],
    }
