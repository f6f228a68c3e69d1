"""How imports keep items of plans and visits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from inspections.derive import Places, reached
from inspections.importing.owners import places
from inspections.models import OPEN_PLANS, InspectionPlan, PlannedInspection, ReachedCounty
from registers.importing.context import Context
from registers.importing.planning import Plan
from registers.importing.row import Row, Verdict
from registers.importing.stores import RecordStore
from registers.importing.writing import Stale, chunks

_SEPARATORS = re.compile(r"[、,，;；/\n]+")


class PlanStore(RecordStore):
    """Lines go into the draft of their unit and year, which is made where there is none; then whom they reach."""

    def save(self, plan: Plan, imported_by: int) -> None:
        """Raises Stale when a plan was handed in since the sheet was compared."""
        rows = plan.of(Verdict.NEW, Verdict.CHANGED)
        wanted = sorted({(row.values["organization_id"], row.values["year"]) for row in rows})
        drafts = {whose: _draft(*whose) for whose in wanted}
        for row in rows:
            row.values["plan_id"] = drafts[row.values["organization_id"], row.values["year"]]
        super().save(plan, imported_by)
        for some in chunks(rows):
            _reach(some, plan.context)


def _draft(organization: int, year: int) -> int:
    """The plan to write into, locked."""
    InspectionPlan.objects.get_or_create(organization_id=organization, year=year)
    plan = InspectionPlan.objects.select_for_update(no_key=True).get(organization=organization, year=year)
    if plan.state not in OPEN_PLANS:
        raise Stale
    return plan.pk


def _reach(rows: Sequence[Row], context: Context) -> None:
    """Counties and partners of the rows' records, as their texts name them."""
    found = PlannedInspection.objects.filter(key__in=[row.key for row in rows])
    items = dict(found.values_list("key", "pk"))
    ReachedCounty.objects.filter(item__in=items.values()).delete()
    partnership = PlannedInspection.partners.through
    partnership._default_manager.filter(plannedinspection__in=items.values()).delete()
    known = places(context)
    ReachedCounty.objects.bulk_create(_reached(rows, items, known), batch_size=2_000)
    partnership._default_manager.bulk_create(
        partnership(plannedinspection_id=items[row.key], organization_id=partner)
        for row in rows
        for partner in partners(row.values["partners_text"], context)
    )


def _reached(rows: Sequence[Row], items: dict[str, int], known: Places) -> Iterable[ReachedCounty]:
    for row in rows:
        for county in reached(row.values["objects_text"], known).counties:
            yield ReachedCounty(item_id=items[row.key], county_id=county)


def partners(text: str, context: Context) -> list[int]:
    """Ids of the organs that the text names; what nobody knows stays text."""
    named = (context.organs.find(piece.strip()) for piece in _SEPARATORS.split(text))
    return list(dict.fromkeys(organ.id for organ in named if organ is not None and organ.id is not None))
