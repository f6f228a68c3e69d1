"""Registers 6 and 7, the annual plan, its decisions, and joint conferences."""

from meetings.models.conference import (
    AgendaItem,
    AgendaItemQuerySet,
    JointConference,
    JointConferenceQuerySet,
    Proposal,
)
from meetings.models.decision import (
    Decision,
    DecisionQuerySet,
    Deputy,
    DeputyQuerySet,
    Portfolio,
    PortfolioQuerySet,
    Verdict,
)
from meetings.models.kinds import REMOTE, ApproverKind, MeetingClass, MeetingForm
from meetings.models.meeting import MATCHED, Match, Meeting, MeetingQuerySet
from meetings.models.plan import OPEN_PLANS, Plan, PlanQuerySet, PlanState
from meetings.models.planned import (
    ENDED_LINES,
    OPEN_LINES,
    TO_COME,
    LineState,
    PlannedMeeting,
    PlannedMeetingQuerySet,
    planned_key,
)

__all__ = [
    "ENDED_LINES",
    "MATCHED",
    "OPEN_LINES",
    "OPEN_PLANS",
    "REMOTE",
    "TO_COME",
    "AgendaItem",
    "AgendaItemQuerySet",
    "ApproverKind",
    "Decision",
    "DecisionQuerySet",
    "Deputy",
    "DeputyQuerySet",
    "JointConference",
    "JointConferenceQuerySet",
    "LineState",
    "Match",
    "Meeting",
    "MeetingClass",
    "MeetingForm",
    "MeetingQuerySet",
    "Plan",
    "PlanQuerySet",
    "PlanState",
    "PlannedMeeting",
    "PlannedMeetingQuerySet",
    "Portfolio",
    "PortfolioQuerySet",
    "Proposal",
    "Verdict",
    "planned_key",
]
