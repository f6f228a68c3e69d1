"""The four rules: pure functions from facts to a judgement. No clock, no database, exact arithmetic."""

from measures.rules.ceiling import Ceiling
from measures.rules.days import MonthDay
from measures.rules.facts import Deliverable, Facts, Figure, Judgement, raises_flag
from measures.rules.floor import Due, Floor
from measures.rules.milestone import Milestone
from measures.rules.parameters import ParameterError
from measures.rules.reduction import Reduction
from measures.rules.rule import RULES, Rule, build, judge
from measures.rules.shown import percent_shown, stored
from measures.status import Force, Status, severity

__all__ = [
    "RULES",
    "Ceiling",
    "Deliverable",
    "Due",
    "Facts",
    "Figure",
    "Floor",
    "Force",
    "Judgement",
    "Milestone",
    "MonthDay",
    "ParameterError",
    "Reduction",
    "Rule",
    "Status",
    "build",
    "judge",
    "percent_shown",
    "raises_flag",
    "severity",
    "stored",
]
