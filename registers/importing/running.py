"""From the bytes of a file to plans, and from plans to the registers, in one go: for commands and interfaces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from registers.importing.context import Context
from registers.importing.garbage import uncollected
from registers.importing.planning import Plan, plan
from registers.importing.reading import read_sheets
from registers.importing.register import Register
from registers.importing.saving import Confirmation, save
from registers.importing.writing import Stale
from registers.models import ColumnMapping, Import
from registers.sheets import read

# how often an import starts over because somebody else wrote the same records meanwhile
ATTEMPTS = 3


@dataclass(frozen=True)
class Request:
    """A file for a register; `fixed` gives one value for a whole column, `reach` None writes for every organ."""

    register: Register
    data: bytes
    filename: str
    fixed: Mapping[str, str] = field(default_factory=dict)
    reach: frozenset[int] | None = None


def remembered(register: Register, organization: int | None) -> dict[str, str]:
    """Normalised heading → column name, as this organization placed them by hand before; "" leaves one out."""
    rows = ColumnMapping.objects.filter(register=register.name, organization=organization)
    return dict(rows.values_list("heading", "column"))


def plan_request(request: Request, context: Context) -> list[Plan]:
    """Raises Unreadable or Refused; nothing is saved."""
    owner = context.organization.id if context.organization else None
    by_hand = remembered(request.register, owner)
    with uncollected():
        readings = read_sheets(read(request.data, request.filename), request.register, by_hand, request.fixed)
        return plan(readings, context, request.reach)


def save_request(request: Request, context: Context, plans: list[Plan], confirmation: Confirmation) -> list[Plan]:
    """Save the plans, made anew when somebody else wrote the same records meanwhile; answers those saved."""
    for attempt in range(1, ATTEMPTS + 1):
        imported = Import(
            register=request.register.name,
            organization_id=context.organization.id if context.organization else None,
            user=confirmation.user,
            filename=request.filename[:200],
            total=sum(plan.counts()["rows"] for plan in plans),
        )
        try:
            save(plans, imported, confirmation)
        except Stale:
            if attempt == ATTEMPTS:
                raise
            plans = plan_request(request, context)
        else:
            return plans
    raise AssertionError("the loop above returns or raises")
