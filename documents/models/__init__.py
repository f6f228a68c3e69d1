"""Registers 2, 3 and 4, and the scope table."""

from documents.models.classified import ClassifiedCount, ClassifiedCountQuerySet, Secrecy
from documents.models.document import Document, DocumentQuerySet, Openness
from documents.models.incoming import Incoming, IncomingQuerySet
from documents.models.scope import ScopeTable
from organizations.models import Matter

__all__ = [
    "ClassifiedCount",
    "ClassifiedCountQuerySet",
    "Document",
    "DocumentQuerySet",
    "Incoming",
    "IncomingQuerySet",
    "Matter",
    "Openness",
    "ScopeTable",
    "Secrecy",
]
