"""The figures of measures 9–13 (obligations.md). Importing this package publishes them all.

Meetings count for the unit that called them; sittings of the party group itself and meetings joined to
another (套开) are not in scope, and nothing is held against them.
"""

from meetings.metrics import amounts, approval, attendance, conferences, manner, rank, repeated, submitted
from meetings.metrics.sources import MEETINGS, PLANNED, PLANS

__all__ = [
    "MEETINGS",
    "PLANNED",
    "PLANS",
    "amounts",
    "approval",
    "attendance",
    "conferences",
    "manner",
    "rank",
    "repeated",
    "submitted",
]
