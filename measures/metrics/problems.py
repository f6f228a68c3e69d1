"""Measure 3: problems put right in time, closed by the end of the year, and searched for at the top first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.models import LEVEL_OF_KIND, Problem
from metrics.decorators import findings, metric
from metrics.period import Period
from metrics.registry import Finding, Source

PROBLEMS = Source("problems", Problem.objects.all, title="text")


@findings("measures.problems_overdue", unit=_("个"), source=PROBLEMS)
def problems_overdue(period: Period, organizations: frozenset[int] | None) -> Iterator[Finding]:
    """3.1: due by the end of the period and not finished by then. What was finished late is no longer overdue."""
    rows = Problem.objects.filter(due__range=(period.start, period.end))
    rows = rows.filter(Q(finished_on=None) | Q(finished_on__gt=period.end))
    if organizations is not None:
        rows = rows.filter(organization__in=organizations)
    for problem in rows.order_by("due", "pk"):
        yield Finding(problem.organization_id, problem.due, problem.key, problem.text, pk=problem.pk)


@metric("measures.problems", unit=_("个"), source=PROBLEMS)
def problems() -> Q:
    """3.2, divided by: all problems whose deadline lies in the period."""
    return Q(pk__isnull=False)


@metric("measures.problems_closed", unit=_("个"), source=PROBLEMS)
def problems_closed() -> Q:
    """3.2: those of them that the general office closed and that were not opened again."""
    return Q(closed_on__isnull=False)


@metric("measures.problems_rooted_here", unit=_("个"), source=PROBLEMS)
def problems_rooted_here() -> Q:
    """3.3: problems whose cause lies at the level of the unit itself."""
    own = (Q(organization__kind=kind, root_level=level) for kind, level in LEVEL_OF_KIND.items())
    return reduce(or_, own)
