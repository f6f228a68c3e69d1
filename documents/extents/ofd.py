"""OFD (GB/T 33190): a zip of XML; namespaces differ between makers, local names do not."""

import posixpath
from collections.abc import Iterator

from documents.extents import limits
from documents.extents.archive import Archive, local
from documents.extents.refused import Refused
from documents.extents.words import characters


def count(archive: Archive) -> Iterator[tuple[str, int | None]]:
    """("pages", n), then ("characters", n), None where the pages are pictures."""
    pages = [page for root in _roots(archive) for page in _pages(archive, root)]
    if not pages:
        raise Refused("damaged")
    if len(pages) > limits.MAX_PAGES:
        raise Refused("too_many_pages")
    yield "pages", len(pages)
    found = sum(_characters(archive, page) for page in pages)
    yield "characters", found or None


def _roots(archive: Archive) -> Iterator[str]:
    for element in archive.xml("OFD.xml").iter():
        if local(element) == "DocRoot" and element.text:
            yield element.text.strip().lstrip("/")


def _pages(archive: Archive, root: str) -> Iterator[str]:
    """Addresses of the pages' contents; a page is relative to its document."""
    folder = posixpath.dirname(root)
    for element in archive.xml(root).iter():
        if local(element) == "Page" and element.get("BaseLoc"):
            address = element.get("BaseLoc", "").replace("\\", "/")
            yield address.lstrip("/") if address.startswith("/") else posixpath.normpath(f"{folder}/{address}")


def _characters(archive: Archive, page: str) -> int:
    """Text codes are parts of lines: counted together, so that a word in two codes is one word."""
    codes = [element.text or "" for element in archive.xml(page).iter() if local(element) == "TextCode"]
    return characters("".join(codes))
