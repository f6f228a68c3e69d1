"""Registers 9 to 12 as pages show them: columns, groups, filters, what may be put right by hand."""

from inspections.books.book import Book, Field, Group
from inspections.books.clearing import CLEARANCE
from inspections.books.requests import REQUESTS
from inspections.books.results import RESULTS
from inspections.books.visits import VISITS

BOOKS = (VISITS, REQUESTS, RESULTS, CLEARANCE)

__all__ = ["BOOKS", "CLEARANCE", "REQUESTS", "RESULTS", "VISITS", "Book", "Field", "Group"]
