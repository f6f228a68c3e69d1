"""Registers 14, 15, 16 and 20 to the importer (registers.md). Importing this package makes them known."""

from accountability.importing.cases import CASES
from accountability.importing.complaints import COMPLAINTS
from accountability.importing.exposures import EXPOSURES
from accountability.importing.talks import TALKS

__all__ = ["CASES", "COMPLAINTS", "EXPOSURES", "TALKS"]
