"""The process that counts one file: `python -m documents.extents.child`, bytes in, one JSON line for each finding out.

Lines: ["pages", n], ["characters", n or null], ["refused", code] and at the end ["end", null].
"""

import io
import json
import logging
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterator

from documents.extents import docx, limits, ofd, pdf
from documents.extents.archive import Archive
from documents.extents.refused import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
PDF = b"%PDF-"
# some programs write a few bytes in front
PDF_WITHIN = 1024


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.MAX_CPU_SECONDS, limits.MAX_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (limits.MAX_MEMORY, limits.MAX_MEMORY))
    # what a reader complains of may quote the file
    logging.disable(logging.CRITICAL)
    try:
        for finding in findings(sys.stdin.buffer.read()):
            say(*finding)
        say("end", None)
    except Refused as refusal:
        say("refused", refusal.code)
    except MemoryError:
        say("refused", "memory")


def say(name: str, value: object) -> None:
    sys.stdout.write(json.dumps([name, value]) + "\n")
    sys.stdout.flush()


def findings(data: bytes) -> Iterator[tuple[str, int | None]]:
    """Content decides what it is, not the name."""
    if PDF in data[:PDF_WITHIN]:
        yield from pdf.count(data)
    elif data.startswith(ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as opened:
                yield from of_archive(Archive(opened), data)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError) as error:
            raise Refused("damaged") from error
    else:
        raise Refused("old" if data.startswith(OLE) else "unknown")


def of_archive(archive: Archive, data: bytes) -> Iterator[tuple[str, int | None]]:
    if "OFD.xml" in archive.names:
        yield from ofd.count(archive)
    elif "word/document.xml" in archive.names:
        yield from docx.count(archive, data)
    else:
        raise Refused("unknown")


if __name__ == "__main__":
    main()
