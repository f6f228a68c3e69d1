"""What is kept of judging: targets, standings, flags and explanations."""

from measures.models.assignment import Assignment
from measures.models.explanation import Explanation
from measures.models.flag import Flag, FlagEvent
from measures.models.standing import JudgedYear, Standing
from measures.models.target import Baseline, Target

__all__ = ["Assignment", "Baseline", "Explanation", "Flag", "FlagEvent", "JudgedYear", "Standing", "Target"]
