"""Registers 8 to 12 to the importer (registers.md). Importing this package makes them known."""

from inspections.importing.clearing import CLEARANCE
from inspections.importing.plans import INSPECTION_PLANS
from inspections.importing.requests import DATA_REQUESTS
from inspections.importing.results import RESULTS
from inspections.importing.visits import VISITS

__all__ = ["CLEARANCE", "DATA_REQUESTS", "INSPECTION_PLANS", "RESULTS", "VISITS"]
