"""PDF by pypdf: pages always, characters where the pages hold text."""

import io
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from documents.extents import limits
from documents.extents.refused import Refused
from documents.extents.words import characters

# what a damaged or wily file makes the reader raise besides its own errors
FAULTS = (PyPdfError, RecursionError, ValueError, KeyError, TypeError, AttributeError, IndexError, NotImplementedError)


def count(data: bytes) -> Iterator[tuple[str, int | None]]:
    """("pages", n), then ("characters", n), None where the pages are pictures."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise Refused("encrypted")
        pages = len(reader.pages)
    except FAULTS as error:
        raise Refused("damaged") from error
    if not pages:
        raise Refused("damaged")
    if pages > limits.MAX_PAGES:
        raise Refused("too_many_pages")
    yield "pages", pages
    yield "characters", _characters(reader)


def _characters(reader: PdfReader) -> int | None:
    try:
        return sum(characters(page.extract_text()) for page in reader.pages) or None
    except FAULTS:
        # the pages are counted; what they say cannot be read
        return None
