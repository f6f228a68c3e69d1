"""What the page of a request needs: its form, what the checks say of it, the ceiling, what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from dashboard.approvals.ceiling import Ceiling, ceiling
from dashboard.plans.limits import limits_for
from meetings.actions.decisions import who
from meetings.actions.single import WITHDRAWABLE, warnings_of_single
from meetings.approval.route import in_words
from meetings.forms.single import SingleForm
from meetings.models import OPEN_LINES, LineState, PlannedMeeting, PlannedMeetingQuerySet, Portfolio
from meetings.planning.line import Line
from meetings.planning.warning import Warning
from organizations.models import Organization
from organizations.roles import Power
from registers.models import Change
from registers.showing import changes_in_words, value_in_words

HISTORY = 20
# nobody else's yet, or no longer
OWN_ONLY = (LineState.DRAFT, LineState.WITHDRAWN)
FACTS = (
    "number",
    "category",
    "in_name_of",
    "planned_text",
    "duration_text",
    "form",
    "level",
    "scope_text",
    "people",
    "heads_called",
    "budget",
    "reason",
    "emergency",
    "emergency_approver",
)


@dataclass(frozen=True)
class Request:
    """A request as it is being typed: for which unit and year, the line when it is kept already."""

    unit: Organization
    year: int
    line: PlannedMeeting | None
    form: SingleForm

    def warnings(self) -> list[Warning]:
        """Of what is typed, whether or not all of it can be read."""
        self.form.is_valid()
        values = {**self.form.values, "id": self.line.pk if self.line else None}
        return warnings_of_single(self.unit, Line.of(values, self.unit.kind), limits_for(self.year))


def visible_singles(request: HttpRequest) -> PlannedMeetingQuerySet:
    """The own unit's, and of others what they have handed in."""
    visible = PlannedMeeting.objects.visible_to(request.user).filter(plan=None)
    own = PlannedMeeting.objects.editable_by(request.user).filter(plan=None)
    return visible.exclude(state__in=OWN_ONLY) | own


def visible_single(request: HttpRequest, pk: int) -> PlannedMeeting:
    found = visible_singles(request).select_related("organization", "joined_to", "submitted_by")
    return get_object_or_404(found, pk=pk)


def own_single(request: HttpRequest, pk: int) -> PlannedMeeting:
    mine = PlannedMeeting.objects.editable_by(request.user).filter(plan=None)
    return get_object_or_404(mine.select_related("organization"), pk=pk)


def units_of(request: HttpRequest) -> list[Organization]:
    return list(Organization.objects.reached_by(request.user, Power.PLAN).in_order())


def requested(request: HttpRequest, today: date, data: Any = None, *, strict: bool = True) -> Request:
    """A new request: `organization` (code) and `year` from what was sent, else the first own unit and this year."""
    sent = request.POST if request.method == "POST" else request.GET
    units = units_of(request)
    code = sent.get("organization")
    unit = next((one for one in units if one.code == code), units[0] if units and not code else None)
    if unit is None:
        raise Http404
    years = (str(today.year), str(today.year + 1))
    year = int(sent["year"]) if sent.get("year") in years else today.year
    return Request(unit, year, None, SingleForm(data, year=year, kind=unit.kind, strict=strict))


def kept(line: PlannedMeeting, data: Any = None, *, strict: bool = True) -> Request:
    form = SingleForm(data, year=line.year, kind=line.organization.kind, line=line, strict=strict)
    return Request(line.organization, line.year, line, form)


def leader_of(user: Any, unit: Organization) -> str:
    """The leader in charge of the unit, as the likely approver; empty where nobody is named."""
    found = Portfolio.objects.visible_to(user).filter(organization=unit).select_related("leader").first()
    return str(found.leader) if found else ""


def ceiling_beside(asked: Request, today: date) -> Ceiling | None:
    """What one meeting more does to the unit's ceiling; None where it has none."""
    line = asked.line or PlannedMeeting(organization=asked.unit, year=asked.year)
    return ceiling(line, today)


def facts_of(line: PlannedMeeting) -> Sequence[tuple[str, str]]:
    """What is said of a request, column by column, and who has to approve it."""
    said = [(PlannedMeeting._meta.get_field(name).verbose_name, name) for name in FACTS]
    found = [(str(label), value_in_words(PlannedMeeting, name, getattr(line, name))) for label, name in said]
    return [(label, value) for label, value in found if value != "—"]


def acts_of(user: Any, line: PlannedMeeting) -> dict[str, bool]:
    """What this person can do with it now."""
    own = PlannedMeeting.objects.editable_by(user).filter(pk=line.pk).exists()
    checks = (
        line.state == LineState.SUBMITTED
        and line.submitted_by_id != user.pk
        and PlannedMeeting.objects.reached_by(user, Power.CHECK_PLANS).filter(pk=line.pk).exists()
    )
    return {
        "edits": own and line.state in OPEN_LINES,
        "withdraws": own and line.state in WITHDRAWABLE,
        "cancels": own and line.state == LineState.APPROVED,
        "checks": checks,
    }


def context_of(user: Any, line: PlannedMeeting, today: date) -> dict[str, Any]:
    """Of a request that is read, not typed."""
    decisions = line.decisions.standing().select_related("decided_by", "on_behalf_of")
    lines = Change.objects.reached_by(user, Power.SEE_RECORDS).filter(
        subject=PlannedMeeting._meta.label_lower, key=line.key
    )
    return {
        "line": line,
        "facts": facts_of(line),
        "approver": in_words(line),
        "acts": acts_of(user, line),
        "decisions": [{"decision": one, "who": who(one)} for one in decisions],
        "history": [
            {"line": one, "changes": list(changes_in_words(PlannedMeeting, one.changes))}
            for one in lines.select_related("actor")[:HISTORY]
        ],
        "ceiling": ceiling(line, today),
    }
