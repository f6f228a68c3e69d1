"""Deliverables of the division of work (register 18)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from measures.models import Assignment
from metrics.decorators import findings
from metrics.period import Period
from metrics.registry import Finding, Source

ASSIGNMENTS = Source("assignments", Assignment.objects.all, title="deliverable", kept_here=True)


@findings("measures.deliverables_accepted", unit=_("项"), source=ASSIGNMENTS)
def deliverables_accepted(
    period: Period, organizations: frozenset[int] | None, *, obligation: str
) -> Iterator[Finding]:
    """1.1, 2.1, 17.4, 26.4, 28.2: assigned for the year, done by the period's end and proved by a number."""
    rows = Assignment.objects.filter(year=period.start.year, obligation=obligation, done_on__lte=period.end)
    if organizations is not None:
        rows = rows.filter(organization__in=organizations)
    for pk, organization, done_on, key, title in (
        rows.exclude(proof="").order_by("pk").values_list("pk", "organization_id", "done_on", "key", "deliverable")
    ):
        yield Finding(organization, done_on, key, title, pk=pk)
