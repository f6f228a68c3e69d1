"""Registers 5, 13, 17, 18 and 19 to the importer (registers.md). Importing this package makes them known."""

from measures.importing.division import ASSIGNMENTS, BASELINES
from measures.importing.indicators import INDICATORS_REGISTER
from measures.importing.principals import PRINCIPALS
from measures.importing.problems import PROBLEMS

__all__ = ["ASSIGNMENTS", "BASELINES", "INDICATORS_REGISTER", "PRINCIPALS", "PROBLEMS"]
