"""How imports keep planned meetings and meetings held."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from meetings.actions.matching import match_by_number
from meetings.actions.trace import Trace
from meetings.models import ENDED_LINES, OPEN_PLANS, Meeting, Plan
from registers.importing.planning import Plan as ImportPlan
from registers.importing.register import Register
from registers.importing.row import Verdict
from registers.importing.stores import RecordStore
from registers.importing.writing import Stale, chunks


class PlanStore(RecordStore):
    """Lines go into the draft of their unit and year, which is made where there is none."""

    def records(self, register: Register) -> QuerySet[Any]:
        return super().records(register).exclude(state__in=ENDED_LINES)

    def save(self, plan: ImportPlan, imported_by: int) -> None:
        """Raises Stale when a plan was handed in since the sheet was compared."""
        rows = plan.of(Verdict.NEW, Verdict.CHANGED)
        wanted = sorted({(row.values["organization_id"], row.values["year"]) for row in rows})
        drafts = {whose: _draft(*whose) for whose in wanted}
        for row in rows:
            row.values["plan_id"] = drafts[row.values["organization_id"], row.values["year"]]
        super().save(plan, imported_by)


def _draft(organization: int, year: int) -> int:
    """The plan to write into, locked."""
    Plan.objects.get_or_create(organization_id=organization, year=year)
    plan = Plan.objects.select_for_update(no_key=True).get(organization=organization, year=year)
    if plan.state not in OPEN_PLANS:
        raise Stale
    return plan.pk


class MeetingStore(RecordStore):
    """A meeting that names a line of the plan by its number is that line, held."""

    def save(self, plan: ImportPlan, imported_by: int) -> None:
        super().save(plan, imported_by)
        rows = plan.of(Verdict.NEW, Verdict.CHANGED)
        trace = Trace(None, "import")
        for some in chunks([row.key for row in rows if row.values["plan_number"]]):
            match_by_number(Meeting.objects.filter(key__in=some), trace)
        trace.leave()
