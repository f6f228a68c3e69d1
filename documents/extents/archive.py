"""The zip archive that an OFD or a DOCX is, bounded before anything of it is unpacked."""

import zipfile
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from documents.extents import limits
from documents.extents.refused import Refused


class Archive:
    """Members are read by name, each at most once, and all that is read together stays below MAX_XML."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left = limits.MAX_XML
        members = archive.infolist()
        if len(members) > limits.MAX_MEMBERS:
            raise Refused("too_many_members")
        if any(member.flag_bits & 0x1 for member in members):
            raise Refused("encrypted")
        if sum(member.file_size for member in members) > limits.MAX_EXPANDED:
            raise Refused("bomb")
        for member in members:
            if member.file_size > max(limits.RATIO_COUNTS_FROM, limits.MAX_RATIO * member.compress_size):
                raise Refused("bomb")
        self.names = {member.filename.lstrip("/"): member for member in members}

    def xml(self, name: str) -> Element:
        """One part, without entities and document types."""
        member = self.names.get(name.replace("\\", "/").lstrip("/"))
        if member is None:
            raise Refused("damaged")
        with self._archive.open(member) as part:
            data = part.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise Refused("bomb")
        try:
            return fromstring(data, forbid_dtd=True)
        except DefusedXmlException as error:
            raise Refused("entities") from error
        except ParseError as error:
            raise Refused("damaged") from error


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
