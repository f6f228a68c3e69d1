"""The addresses of one register's pages, the same for registers 9 to 12."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from inspections.books import BOOKS
from inspections.views.books import Export, Records
from inspections.views.record import Correction, Entry, OneRecord


def registers() -> Iterator[URLPattern]:
    """visits/, visits/new/, visits/<pk>/ … for each register."""
    for book in BOOKS:
        folder = f"{book.route}s"
        yield path(f"{folder}/", Records.as_view(book=book), name=folder)
        yield path(f"{folder}/export/<str:format>/", Export.as_view(book=book), name=f"{book.route}_export")
        yield path(f"{folder}/new/", Entry.as_view(book=book), name=f"{book.route}_entry")
        yield path(f"{folder}/<int:pk>/", OneRecord.as_view(book=book), name=book.route)
        yield path(f"{folder}/<int:pk>/correct/", Correction.as_view(book=book), name=f"{book.route}_correct")
