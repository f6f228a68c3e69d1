"""The lines of a plan as they stand, and what the checks say of them. Queries do not grow with the number of lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from meetings.models import ENDED_LINES, LineState, Plan, PlannedMeeting
from meetings.planning.checks import check, check_all
from meetings.planning.joining import Bucket, Neighbour, bucket, by_bucket, leads, nearby
from meetings.planning.line import Limits, Line
from meetings.planning.warning import Warning

# lines that nobody has decided yet: the only ones of which a check can still change something
UNDECIDED = (LineState.DRAFT, LineState.RETURNED, LineState.SUBMITTED, LineState.CHECKED)
# what other units have told the office: a draft is nobody else's
TOLD = (LineState.SUBMITTED, LineState.CHECKED, LineState.APPROVED, LineState.HELD)
SEEN = (
    "id",
    "name",
    "category",
    "in_name_of",
    "planned_text",
    "planned_from",
    "planned_to",
    "duration_text",
    "minutes",
    "half_days",
    "form",
    "level",
    "province_wide",
    "scope_text",
    "people",
    "heads_called",
    "emergency",
    "emergency_approver",
    "joined_to_id",
    "excuses",
)
COMPARED = ("name", "form", "level", "minutes", "half_days", "planned_from", "planned_to")


def lines_of(plan: Plan) -> list[dict[str, Any]]:
    """`.values()` of every line that has not ended; decided ones first, so that a draft is the one to join them."""
    rows = PlannedMeeting.objects.filter(plan=plan).exclude(state__in=ENDED_LINES)
    found = list(rows.order_by("position", "pk").values(*SEEN, "state"))
    return sorted(found, key=lambda row: row["state"] in UNDECIDED)


def warnings_of(plan: Plan, limits: Limits) -> dict[int | None, list[Warning]]:
    """By the id of each undecided line. Two queries."""
    rows = lines_of(plan)
    kind = plan.organization.kind
    found = check_all([Line.of(row, kind) for row in rows], neighbours(plan.organization_id, plan.year, limits), limits)
    undecided = {row["id"] for row in rows if row["state"] in UNDECIDED}
    return {pk: warnings for pk, warnings in found.items() if pk in undecided}


def warnings_while_typing(plan: Plan, line: Line, limits: Limits) -> list[Warning]:
    """Of one line as it is being typed, beside the others of its plan and month. Two queries."""
    place = bucket(line, limits)
    if place is None:
        return check(line, limits)
    level, (year, month) = place
    near = {"level": level, "planned_from__year": year, "planned_from__month": month}
    rows = PlannedMeeting.objects.filter(plan=plan, **near).exclude(state__in=ENDED_LINES).exclude(pk=line.id or 0)
    kind = plan.organization.kind
    own = [Line.of(row, kind) for row in rows.order_by("position", "pk").values(*SEEN)]
    # while it is typed a line is the one to join the others, wherever it stands
    lead = leads([*own, line], limits).get(line.id)
    others = neighbours(plan.organization_id, plan.year, limits, **near)
    return check(line, limits, lead, nearby([line], others, limits).get(line.id))


def neighbours(organization: int, year: int, limits: Limits, **near: Any) -> dict[Bucket, list[Neighbour]]:
    """Meetings of other units that could be joined, by level and month; their names are compared and never shown."""
    rows = PlannedMeeting.objects.filter(year=year, state__in=TOLD, joined_to=None, counted=True, **near)
    rows = rows.exclude(organization=organization)
    names = ("organization__short_name", "organization__name", "organization__kind")
    return by_bucket(_neighbours(rows.values(*COMPARED, *names)), limits)


def _neighbours(rows: Iterable[dict[str, Any]]) -> Iterable[tuple[Line, Neighbour]]:
    for row in rows:
        line = Line.of(row, row["organization__kind"])
        if line.month:
            unit = row["organization__short_name"] or row["organization__name"]
            yield line, Neighbour(unit, row["name"], line.month[1], row["form"])
