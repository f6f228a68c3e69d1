from accountability.models.case import BEFORE_THE_DECISION, Case, FourForms, SubjectKind, Tolerance, Way
from accountability.models.circle import TALK_CIRCLE, CircleMember, Need, Withdrawal
from accountability.models.complaint import Clarification, Complaint, Outcome
from accountability.models.exposure import Exposure, Kind, State
from accountability.models.reminder import Reminder
from accountability.models.talk import Talk, TalkOutcome
from accountability.models.tip import Tip, TipMessage, TipState, TipTally, Topic

__all__ = [
    "BEFORE_THE_DECISION",
    "TALK_CIRCLE",
    "Case",
    "CircleMember",
    "Clarification",
    "Complaint",
    "Exposure",
    "FourForms",
    "Kind",
    "Need",
    "Outcome",
    "Reminder",
    "State",
    "SubjectKind",
    "Talk",
    "TalkOutcome",
    "Tip",
    "TipMessage",
    "TipState",
    "TipTally",
    "Tolerance",
    "Topic",
    "Way",
    "Withdrawal",
]
