"""Which kind of file it is, and its sheets, read by a child that a hostile file can only end."""

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from registers.sheets import limits
from registers.sheets.refusals import Unreadable
from registers.sheets.rows import Merged, Row, Sheet

ROOT = Path(__file__).resolve().parents[2]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
# what the encryption programs of Chinese offices write in front of every file
LOCKED = (b"%TSD-Header", b"E-SafeNet", b"\x62\x14\x23\x65")
WEB_PAGES = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<?xml", b"mime-version")
TEXT_ENDINGS = {".csv", ".txt", ".tsv"}
OLD_ENDINGS = {".xls", ".xlt", ".et", ".ett", ".ods", ".xlsb", ".dif", ".slk", ".wps"}


def read(data: bytes, filename: str) -> list[Sheet]:
    """The worksheets of the file, hidden ones included (they say so); Unreadable when it is refused.

    Content decides, not the ending: many a `.xls` is a web page. CSV comes as one sheet named after the file.
    """
    kind = recognise(data, filename)
    sheets: list[Sheet] = []
    for message in messages(kind, data):
        match message:
            case ("sheet", name, hidden, merged):
                name = name or Path(filename).stem
                sheets.append(Sheet(name, [], [Merged(*span) for span in merged], hidden))
            case ("rows", first, chunk):
                sheets[-1].rows.extend(Row(number, cells) for number, cells in enumerate(chunk, first))
    return sheets


def recognise(data: bytes, filename: str) -> str:
    """`xlsx` or `csv`; anything else is refused with the way out."""
    if not data.strip():
        raise Unreadable("empty")
    if len(data) > limits.MAX_UPLOAD:
        megabytes = -(-len(data) // limits.MEBIBYTE)
        raise Unreadable("too_large", size=megabytes, limit=limits.MAX_UPLOAD // limits.MEBIBYTE)
    if data.startswith(OLE):
        raise Unreadable("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "xls")
    if data.startswith(LOCKED):
        raise Unreadable("encrypted")
    if data.startswith(ZIP):
        return "xlsx"
    if data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(WEB_PAGES):
        raise Unreadable("html")
    ending = Path(filename).suffix.lower()
    if ending in TEXT_ENDINGS:
        return "csv"
    raise Unreadable("xls" if ending in OLD_ENDINGS else "damaged" if ending == ".xlsx" else "not_a_sheet")


def messages(kind: str, data: bytes) -> Iterator[tuple]:
    """What the child sends, piece by piece, so that neither process holds the sheets twice."""
    child = subprocess.Popen(
        [sys.executable, "-m", "registers.sheets.child", kind],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a traceback might quote what the file says
        cwd=ROOT,
        env={"PATH": os.defpath, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    late = threading.Event()
    clock = threading.Timer(limits.MAX_WALL_SECONDS, stop, (child, late))
    clock.start()
    try:
        hand_over(child, data)
        yield from answers(child, late)
    finally:
        clock.cancel()
        child.kill()
        child.stdout.close()
        child.wait()


def stop(child: subprocess.Popen, late: threading.Event) -> None:
    late.set()
    child.kill()


def hand_over(child: subprocess.Popen, data: bytes) -> None:
    """The child reads all of it before it answers; one that has ended early is told apart when its answer lacks."""
    with contextlib.suppress(BrokenPipeError), child.stdin:
        child.stdin.write(data)


def answers(child: subprocess.Popen, late: threading.Event) -> Iterator[tuple]:
    """Messages until the end; a refusal or an early death becomes Unreadable."""
    while True:
        try:
            message = pickle.load(child.stdout)
        except (EOFError, pickle.UnpicklingError):
            raise death(child.wait(), late.is_set()) from None
        if message[0] == "end":
            return
        if message[0] == "refused":
            raise Unreadable(message[1], **message[2])
        yield message


def death(code: int, late: bool) -> Exception:
    """Killed by a limit: the file is to blame. Ended by itself without an answer: this program is."""
    if code < 0 or late:
        return Unreadable("time" if late or -code == signal.SIGXCPU else "memory")
    return RuntimeError(f"the reader of sheets ended with code {code} and without an answer")
