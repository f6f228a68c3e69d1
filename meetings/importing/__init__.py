"""Registers 6 and 7 to the importer (registers.md). Importing this package makes them known."""

from meetings.importing.held import MEETINGS
from meetings.importing.plans import MEETING_PLANS

__all__ = ["MEETINGS", "MEETING_PLANS"]
