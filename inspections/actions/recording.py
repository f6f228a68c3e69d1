"""What every act on the plans leaves behind: a line of the history for each item, and the news of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from inspections.linking import relink_later
from inspections.models import InspectionPlan, PlannedInspection
from organizations.models import User
from registers import history
from registers.outbox import announce

REGISTER = "inspection_plans"
ITEM = PlannedInspection._meta.label_lower
PLAN = InspectionPlan._meta.label_lower

# acts after which visits may belong to another item, or to none
RELINKING = frozenset({"approved", "decision_taken_back", "cancelled", "replaced"})

Changes = Mapping[str, tuple[Any, Any]]


def item_line(action: str, item: PlannedInspection, changes: Changes, reason: str = "") -> history.Line:
    return history.Line(action, ITEM, item.key, item.organization_id, changes, reason)


def plan_line(action: str, plan: InspectionPlan, changes: Changes, reason: str = "") -> history.Line:
    return history.Line(action, PLAN, f"{plan.organization.code} {plan.year}", plan.organization_id, changes, reason)


def record(lines: Iterable[history.Line], by: User, organizations: Iterable[int], years: Iterable[int]) -> None:
    """Last in the transaction of the act: announced for judging, written to the history."""
    left, whose, when = list(lines), set(organizations), set(years)
    announce(REGISTER, whose, when)
    if any(line.action in RELINKING for line in left):
        relink_later(whose, when)
    history.write(left, actor=by, path="page")


def moved(old: str, new: str, **more: Any) -> dict[str, tuple[Any, Any]]:
    """The changes of a state, and of what was empty before."""
    return {"state": (old, new)} | {name: (None, value) for name, value in more.items() if value not in (None, "")}


def signed(by: User, at: datetime | date, name: str) -> dict[str, Any]:
    """`{name}_by` and `{name}_at`, as an update takes them."""
    return {f"{name}_by": by, f"{name}_at": at}
