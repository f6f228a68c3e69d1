"""The small XML parts of a workbook: which sheet is which, and whether a part starts as it should."""

import codecs
import posixpath
import re
import zipfile
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from registers.sheets import limits
from registers.sheets.refused import Refused

BOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
# a declaration, comments and instructions, and then the root element at once: no place for a document type
PROLOG = re.compile(rb"\s*(?:(?>(?><!--.*?-->)|<\?[^>]*\?>)\s*)*+<[A-Za-z_]", re.DOTALL)
ENCODING = re.compile(rb"<\?xml\b[^>]*\bencoding\s*=\s*[\"']([^\"']*)[\"']")
PLAIN_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}


def check_prolog(head: bytes) -> None:
    """Entities can only be declared before the root element, so a part that starts with it has none."""
    head = head.removeprefix(codecs.BOM_UTF8).lstrip()
    declared = ENCODING.match(head)
    if declared and declared.group(1).lower() not in PLAIN_ENCODINGS:
        raise Refused("xml")
    if head and not PROLOG.match(head):
        raise Refused("xml")


def sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Name of the sheet by the part that holds it."""
    targets = {link.get("Id"): posixpath.join("/xl", link.get("Target", "")) for link in tree(archive, LINKS)}
    sheets = [element for element in tree(archive, BOOK).iter() if local(element.tag) == "sheet"]
    if len(sheets) > limits.MAX_SHEETS:
        raise Refused("too_many_sheets", count=len(sheets), limit=limits.MAX_SHEETS)
    names = {}
    for sheet in sheets:
        key = next((value for name, value in sheet.attrib.items() if local(name) == "id"), None)
        part = posixpath.normpath(targets.get(key, "")).lstrip("/")
        if not part.lower().endswith(".xml"):
            raise Refused("damaged")
        names[part] = sheet.get("name", "")
    return names


def tree(archive: zipfile.ZipFile, name: str) -> Element:
    """The part's root element, read without document types."""
    try:
        if archive.getinfo(name).file_size > limits.MAX_LIST:
            raise Refused("bomb")
        return fromstring(archive.read(name), forbid_dtd=True)
    except DefusedXmlException as failure:
        raise Refused("xml") from failure
    except (ParseError, KeyError) as failure:
        raise Refused("damaged") from failure


def local(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition("}")[2]
