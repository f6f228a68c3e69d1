"""What is kept of judging: targets, standings, flags and explanations; and the small registers 5, 13, 17, 18, 19."""

from measures.models.answer import Answer, Way
from measures.models.assignment import Assignment
from measures.models.explanation import Explanation
from measures.models.flag import Flag, FlagEvent
from measures.models.indicator import Indicator
from measures.models.principal import Principal
from measures.models.problem import LEVEL_OF_KIND, Problem
from measures.models.seal import Seal, SealedForGood, SealedStanding
from measures.models.standing import JudgedYear, Standing
from measures.models.target import Baseline, Target

__all__ = [
    "LEVEL_OF_KIND",
    "Answer",
    "Assignment",
    "Baseline",
    "Explanation",
    "Flag",
    "FlagEvent",
    "Indicator",
    "JudgedYear",
    "Principal",
    "Problem",
    "Seal",
    "SealedForGood",
    "SealedStanding",
    "Standing",
    "Target",
    "Way",
]
