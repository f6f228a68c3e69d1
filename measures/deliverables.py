"""What was assigned for the year and what of it is done: the facts of milestones (register 18)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from measures.catalogue import Obligation
from measures.counting import Organizations
from measures.models import Assignment
from measures.rules import Deliverable, Milestone

# (obligation key, organization id) → everything assigned for the year
Deliverables = Mapping[tuple[str, int], tuple[Deliverable, ...]]


def deliverables(obligations: Iterable[Obligation], as_of: date, organizations: Organizations) -> Deliverables:
    """Accepted are those done by the day and proved by a number. One query, none without a milestone.

    Milestones that everybody bound owes (`owed`) have no assignments.
    """
    keys = [one.key for one in obligations if isinstance(one.rule, Milestone) and not one.rule.owed]
    if not keys:
        return {}
    rows = Assignment.objects.filter(year=as_of.year, obligation__in=keys)
    if organizations is not None:
        rows = rows.filter(organization__in=organizations)
    found: dict[tuple[str, int], tuple[Deliverable, ...]] = defaultdict(tuple)
    for key, organization, due, done_on, proof in rows.order_by("due", "pk").values_list(
        "obligation", "organization", "due", "done_on", "proof"
    ):
        accepted = done_on is not None and done_on <= as_of and proof != ""
        found[key, organization] += (Deliverable(due, accepted),)
    return found
