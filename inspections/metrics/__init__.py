"""The figures of measures 14–21 (obligations.md). Importing this package publishes them all."""

from inspections.metrics import amounts, clearing, conduct, joining, manner, planning
from inspections.metrics.sources import CLEARANCE, ITEMS, PLANS, REQUESTS, RESULTS, VISITS

__all__ = [
    "CLEARANCE",
    "ITEMS",
    "PLANS",
    "REQUESTS",
    "RESULTS",
    "VISITS",
    "amounts",
    "clearing",
    "conduct",
    "joining",
    "manner",
    "planning",
]
