"""Registers 2, 3 and 4 to the importer (registers.md). Importing this package makes them known."""

from documents.importing.classified import CLASSIFIED_COUNTS
from documents.importing.incoming import INCOMING
from documents.importing.issued import DOCUMENTS

__all__ = ["CLASSIFIED_COUNTS", "DOCUMENTS", "INCOMING"]
