"""DOCX by python-docx: characters only. The page count in it is what some program once guessed."""

import io
from collections.abc import Iterator

import docx
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError

from documents.extents.archive import Archive
from documents.extents.refused import Refused
from documents.extents.words import characters

MAIN = "word/document.xml"
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_PARAGRAPH = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"


def count(archive: Archive, data: bytes) -> Iterator[tuple[str, int | None]]:
    """("characters", n) of the body, tables included, without headers, footers and notes."""
    if any("vbaproject" in name.lower() for name in archive.names):
        raise Refused("macro")
    # refuses entities and document types before the other reader sees the part
    archive.xml(MAIN)
    try:
        body = docx.Document(io.BytesIO(data)).element.body
    except (OpcError, LxmlError, KeyError, ValueError) as error:
        raise Refused("damaged") from error
    lines = ("".join(text.text or "" for text in paragraph.iter(_TEXT)) for paragraph in body.iter(_PARAGRAPH))
    yield "characters", sum(map(characters, lines))
