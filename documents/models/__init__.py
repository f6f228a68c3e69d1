"""Registers 2, 3 and 4, and the scope table."""

from documents.models.classified import ClassifiedCount, Secrecy
from documents.models.document import Document, Matter, Openness
from documents.models.incoming import Incoming
from documents.models.scope import ScopeTable

__all__ = ["ClassifiedCount", "Document", "Incoming", "Matter", "Openness", "ScopeTable", "Secrecy"]
