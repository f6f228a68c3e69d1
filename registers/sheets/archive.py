"""A workbook examined as the archive of XML parts that it is, before the compiled reader sees it."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from registers.sheets import limits, parts
from registers.sheets.refused import Refused

PIECE = 1_048_576
DOCUMENT_ENDINGS = (".xml", ".rels", ".vml")
MACROS = re.compile(r"vbaproject|vbadata|macrosheets/|activex/|dialogsheets/", re.IGNORECASE)
LINKS = re.compile(r"xl/(externallinks/|connections\.xml|querytables/)", re.IGNORECASE)
# columns from A to XFD, rows from 1; `$` signs are allowed by the standard
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,10})")
DIMENSION = re.compile(rb"<(?:\w+:)?dimension[^>]*\bref\s*=\s*[\"']([^\"']{1,64})")
ROW = re.compile(rb"<(?:\w+:)?row\b")
# a cell whose formula failed: the compiled reader would give it out as blank
FAILED = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*\bt=[\"']e[\"'][^<>]*)>(?:\s*<(?:\w+:)?f\b[^<>]*>[^<]*</(?:\w+:)?f>)?\s*<(?:\w+:)?v>([^<]{1,20})<"
)
PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")


@dataclass
class Contents:
    """`expanded`: bytes of all XML parts; `errors`: by sheet, (row, column from 0) -> #DIV/0! and its like."""

    expanded: int
    errors: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)


def stream(data: bytes) -> io.BytesIO:
    """The archive as the compiled reader wants it."""
    return io.BytesIO(data)


def examine(data: bytes) -> Contents:
    """Refuses macros, links, encryption, entities, bombs and wild dimensions; says how much there is to read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return contents(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError, ValueError) as failure:
        raise Refused("damaged") from failure


def contents(archive: zipfile.ZipFile) -> Contents:
    members = archive.infolist()
    check_members(members)
    check_kind({member.filename for member in members}, archive)
    sheets = parts.sheet_names(archive)
    found, rows = Contents(0), 0
    for member in members:
        if member.filename.lower().endswith(DOCUMENT_ENDINGS):
            scan = Scan(sheet=member.filename in sheets)
            scan.run(archive, member)
            found.expanded += member.file_size
            rows += scan.rows
            if rows > limits.MAX_ROWS:
                raise Refused("too_many_rows", count=rows, limit=limits.MAX_ROWS)
            if scan.errors:
                found.errors[sheets[member.filename]] = scan.errors
    return found


def check_members(members: list[zipfile.ZipInfo]) -> None:
    """What the directory of the archive says, before a byte is unpacked."""
    if len(members) > limits.MAX_MEMBERS:
        raise Refused("too_many_members", count=len(members), limit=limits.MAX_MEMBERS)
    if any(member.flag_bits & 0x1 for member in members):
        raise Refused("encrypted")
    if len({member.filename for member in members}) < len(members):
        raise Refused("damaged")
    if sum(member.file_size for member in members) > limits.MAX_EXPANDED:
        raise Refused("bomb")
    for member in members:
        if member.file_size > max(limits.RATIO_COUNTS_FROM, limits.MAX_RATIO * member.compress_size):
            raise Refused("bomb")


def check_kind(names: set[str], archive: zipfile.ZipFile) -> None:
    """A workbook of the XML kind, without macros and without links to other files."""
    if any(MACROS.search(name) for name in names):
        raise Refused("macro")
    if any(LINKS.match(name) for name in names):
        raise Refused("external_links")
    if "xl/workbook.bin" in names:
        raise Refused("xls")
    if "content.xml" in names and "mimetype" in names:
        raise Refused("xls" if b"spreadsheet" in archive.read("mimetype")[:100] else "not_a_sheet")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Refused("not_a_sheet")


class Scan:
    """One XML part, unpacked piece by piece and thrown away: true sizes, a plain beginning, a number of rows."""

    def __init__(self, *, sheet: bool) -> None:
        self.sheet = sheet
        self.rows = 0
        self.errors: dict[tuple[int, int], str] = {}

    def run(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        with archive.open(member) as part:
            piece = part.read(PIECE)
            parts.check_prolog(piece[: limits.MAX_PROLOG])
            if self.sheet:
                check_dimension(piece[: 2 * limits.MAX_PROLOG])
            kept = b""
            while piece:
                if self.sheet:
                    kept = self.look(kept + piece)
                piece = part.read(PIECE)
            self.look(kept + b"<row")

    def look(self, text: bytes) -> bytes:
        """Counts the rows that are whole in the text and gives back the unfinished one."""
        cut = text.rfind(b"<row")
        if cut <= 0:
            if len(text) < 4 * PIECE:
                return text
            cut = len(text)
        text, rest = text[:cut], text[cut:]
        self.rows += len(ROW.findall(text))
        if b'"e"' in text or b"'e'" in text:
            self.errors.update(failed_cells(text))
        return rest


def failed_cells(text: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    """((row, column from 0), #DIV/0!) of every cell whose formula failed."""
    for match in FAILED.finditer(text):
        place = PLACE.search(match.group(1))
        if place:
            letters, row = place.groups()
            yield (int(row), column_number(letters.decode()) - 1), match.group(2).decode()


def check_dimension(head: bytes) -> None:
    """A sheet may claim any range in a few bytes; one that no register needs is refused before it is read."""
    match = DIMENSION.search(head)
    if not match:
        return
    claimed = match.group(1).decode("ascii", "replace")
    corners = [REFERENCE.fullmatch(corner) for corner in claimed.split(":")]
    if not all(corners):
        raise Refused("damaged")
    rows = max(int(corner[2]) for corner in corners)
    columns = max(column_number(corner[1]) for corner in corners)
    if rows > limits.MAX_ROWS or rows * columns > limits.MAX_CELLS:
        raise Refused("dimension", range=claimed)


def column_number(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
