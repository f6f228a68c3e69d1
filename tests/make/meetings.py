"""Registers 6 and 7, approval, joint conferences."""

from datetime import date

from django.utils import timezone

from meetings.models import (
    AgendaItem,
    Decision,
    Deputy,
    JointConference,
    LineState,
    Meeting,
    MeetingClass,
    MeetingForm,
    Plan,
    PlannedMeeting,
    Portfolio,
    planned_key,
)
from organizations.models import (
    Level,
)
from tests.make.numbers import DAY, numbers


def meeting(organization, name=None, *, day=DAY, **fields):
    """A meeting held: class four, on site, for the province's own level, of which nothing else is said."""
    name = name or f"第{next(numbers)}项工作会议"
    fields = {
        "key": f"{organization.code} {day:%Y-%m-%d} {name}",
        "category": MeetingClass.FOUR,
        "form": MeetingForm.ON_SITE,
        "level": Level.PROVINCE,
        "held_on": day,
    } | fields
    return Meeting.objects.create(organization=organization, name=name, year=day.year, day=day, **fields)


def plan(organization, *, year=2020, **fields):
    return Plan.objects.create(organization=organization, year=year, **fields)


# states of a line that has its number
_NUMBERED = (LineState.APPROVED, LineState.HELD, LineState.LAPSED)


def planned(organization, name=None, *, plan=None, year=2020, day=None, **fields):
    """A line of a plan, or with plan=None a single meeting, planned for `day` (default 10 March of the year)."""
    number = next(numbers)
    name = name or f"第{number}项工作会议"
    year = plan.year if plan else year
    day = day or date(year, 3, 10)
    fields = {
        "key": planned_key(organization.code, year, name),
        "category": MeetingClass.FOUR,
        "form": MeetingForm.ON_SITE,
        "level": Level.CITY,
        "planned_text": f"{day:%Y-%m-%d}",
        "planned_from": day,
        "planned_to": day,
        "outside_plan": plan is None,
        "day": date(year, 1, 1),
    } | fields
    if fields.get("state") in _NUMBERED:
        fields.setdefault("number", f"{year}-{number}")
        fields.setdefault("approved_on", date(year, 1, 1))
    return PlannedMeeting.objects.create(organization=organization, name=name, plan=plan, year=year, **fields)


def decision(planned, decided_by, submitted_by, *, verdict="approve", **fields):
    fields.setdefault("decided_at", timezone.now())
    return Decision.objects.create(
        planned=planned, decided_by=decided_by, submitted_by=submitted_by, verdict=verdict, **fields
    )


def deputy(leader, deputy, organization, *, starts=DAY, ends=DAY, **fields):
    fields.setdefault("set_by", leader)
    return Deputy.objects.create(
        leader=leader, deputy=deputy, organization=organization, starts=starts, ends=ends, **fields
    )


def portfolio(leader, organization):
    return Portfolio.objects.create(leader=leader, organization=organization)


def joint_conference(organization, *, day=DAY, **fields):
    before = JointConference.objects.filter(organization=organization, year=day.year).count()
    fields = {"key": f"{organization.code} {day:%Y-%m-%d}", "number": before + 1, "year": day.year} | fields
    return JointConference.objects.create(organization=organization, day=day, **fields)


def agenda_item(conference, *planned, proposal="join", **fields):
    item = AgendaItem.objects.create(conference=conference, proposal=proposal, **fields)
    item.planned.set(planned)
    return item
