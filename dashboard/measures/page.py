"""Everything on the page of one measure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext as _

from dashboard.facts import line
from dashboard.judged import Judged, judged, visible, worst
from dashboard.measures.province import demand
from dashboard.measures.reduction import charts
from dashboard.year import Look
from documents.models import ScopeTable
from measures.catalogue import Measure, Obligation
from measures.issuing import Implied, implied
from measures.models import Flag, Target
from measures.rules import Reduction
from measures.targets import Whose
from organizations.models import Organization

FLAGS_SHOWN = 8
KEPT_SECONDS = 600


class Drift(NamedTuple):
    """A baseline that was issued and differs from what the register implies now."""

    organization: Organization
    issued: Decimal
    implied: Decimal | None


def page(user: Any, look: Look, measure: Measure) -> dict[str, Any]:
    organizations = visible(user)
    keys = {one.key for one in measure.obligations}
    rows = judged(user, look, organizations, keys)
    by_key: dict[str, list[Judged]] = {key: [] for key in keys}
    for row in rows:
        by_key[row.obligation.key].append(row)
    reduction = next((one for one in measure.obligations if isinstance(one.rule, Reduction)), None)
    around = look.rules.measures
    place = around.index(measure)
    return {
        "measure": measure,
        "status": worst(row.standing.status for row in rows),
        "demands": [demand(one, by_key[one.key]) for one in measure.obligations],
        "rows": _by_organization(rows),
        "charts": charts(reduction, look, by_key[reduction.key]) if reduction else None,
        "drifts": _drifts(user, look, reduction, organizations) if reduction else [],
        "flags": _flags(user, look, keys, {(row.obligation.key, row.organization.pk): row for row in rows}),
        "scope_table": ScopeTable.objects.in_force() if _counts_documents(measure) else None,
        "before": around[place - 1] if place else None,
        "after": around[place + 1] if place + 1 < len(around) else None,
    }


def _by_organization(rows: list[Judged]) -> list[tuple[Organization, list[Judged]]]:
    """Who asks a question or has no data, in administrative order, with the standings that say so."""
    found: dict[int, tuple[Organization, list[Judged]]] = {}
    for row in rows:
        found.setdefault(row.organization.pk, (row.organization, []))[1].append(row)
    return list(found.values())


def _counts_documents(measure: Measure) -> bool:
    return any(one.metric.startswith("documents.") for one in measure.obligations)


def _implied(year: int, day: date) -> Mapping[Whose, Implied]:
    """What the registers imply for the whole province, kept for some minutes: it is counted from two years of them.

    The page of targets, where a re-issue is decided, counts anew.
    """
    kept: Mapping[Whose, Implied] = cache.get_or_set(f"implied:{year}:{day}", lambda: implied(year, day), KEPT_SECONDS)
    return kept


def _drifts(user: Any, look: Look, obligation: Obligation, organizations: Mapping[int, Organization]) -> list[Drift]:
    """Of issued targets only: a draft follows the register by itself."""
    targets = Target.objects.visible_to(user).filter(
        year=look.year, obligation=obligation.key, state=Target.State.ISSUED
    )
    issued = {target.organization_id: target.baseline for target in targets if target.organization_id in organizations}
    if not issued:
        return []
    now = _implied(look.year, look.day)
    found = []
    for pk, organization in organizations.items():
        figures = now.get((obligation.key, pk))
        if pk in issued and figures is not None and figures.baseline != issued[pk]:
            found.append(Drift(organization, issued[pk], figures.baseline))
    return found


def _flags(user: Any, look: Look, keys: set[str], rows: Mapping[tuple[str, int], Judged]) -> list[dict[str, Any]]:
    flags = (
        Flag.objects.visible_to(user)
        .open()
        .filter(year=look.year, obligation__in=keys)
        .select_related("organization")
        .order_by("-opened_on", "-pk")[:FLAGS_SHOWN]
    )
    return [flag_row(flag, look.rules.obligation(flag.obligation), rows, look.today) for flag in flags]


def flag_row(flag: Flag, obligation: Obligation, rows: Mapping[tuple[str, int], Judged], today: Any) -> dict[str, Any]:
    """For components/flag_row.html."""
    row = rows.get((flag.obligation, flag.organization_id))
    late = flag.state in {Flag.State.OPEN, Flag.State.RETURNED} and flag.due_on is not None and flag.due_on < today
    return {
        "address": flag_address(flag),
        "status": flag.status,
        "title": line(obligation, row.standing if row else None),
        "day": flag.opened_on,
        "whose": flag.organization,
        "measure": _("第%(number)s条 %(key)s") % {"number": obligation.measure, "key": obligation.key},
        "state": flag.get_state_display(),
        "overdue": _("逾期") if late else "",
    }


def flag_address(flag: Flag) -> str:
    return reverse("dashboard:flag", args=[flag.pk])
