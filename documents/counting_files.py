"""Pages and characters of a file dropped on a document. The file is read once, counted and thrown away."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from documents.extents import limits

ROOT = Path(__file__).resolve().parents[1]

SENTENCES = {
    "empty": _("文件是空的；请重新选择。"),
    "too_large": _("文件超过20MB；请另存为不含图片的 PDF 或 OFD 再试，或直接填写页数。"),
    "old": _("这是旧格式的 .doc、.wps 文件；请另存为 PDF 或 OFD。"),
    "unknown": _("只能清点 PDF、OFD 和 DOCX；请另存为其中一种，或直接填写页数。"),
    "encrypted": _("文件已加密；请换没有密码的版本。"),
    "macro": _("文件含有宏；请另存为不含宏的 DOCX，或 PDF。"),
    "damaged": _("文件不完整或已损坏，读不出来；请重新导出后再试。"),
    "bomb": _("文件展开后过大，不予读取；请重新导出后再试。"),
    "entities": _("文件里有外部实体，不予读取；请重新导出后再试。"),
    "too_many_members": _("文件里的部件过多，不予读取；请重新导出后再试。"),
    "too_many_pages": _("文件超过3000页，不予清点；请核对文件。"),
    "memory": _("清点这个文件要用的内存过多，已停止；请另存为 PDF 或直接填写页数。"),
    "time": _("清点这个文件用时过长，已停止；请直接填写页数。"),
}


class Uncountable(Exception):
    """Why a file is not counted: `code` is a key of SENTENCES, `message` its sentence."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)

    @property
    def message(self) -> str:
        return str(SENTENCES[self.code])


@dataclass(frozen=True, slots=True)
class Extent:
    """`pages` is None for a DOCX; `characters` for a scan, and where time did not suffice."""

    pages: int | None = None
    characters: int | None = None

    def figures(self) -> dict[str, int | None]:
        return {"pages": self.pages, "characters": self.characters}


def count_file(data: bytes) -> Extent:
    """The extent of a PDF, OFD or DOCX. Raises Uncountable, within 3 seconds of the processor whatever the file."""
    if not data:
        raise Uncountable("empty")
    if len(data) > limits.MAX_UPLOAD:
        raise Uncountable("too_large")
    output, code, late = _child(data)
    found: dict[str, int | None] = {}
    for line in output.splitlines():
        name, value = json.loads(line)
        if name == "refused" and "pages" not in found:
            raise Uncountable(value)
        found[name] = value
    if "end" not in found and found.get("pages") is None:
        raise _ended(code, late)
    return Extent(found.get("pages"), found.get("characters"))


def _child(data: bytes) -> tuple[bytes, int, bool]:
    """What the child said, how it ended, and whether it was ended for taking too long."""
    child = subprocess.Popen(
        [sys.executable, "-m", "documents.extents.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a traceback might quote what the file says
        cwd=ROOT,
        env={"PATH": os.defpath, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    try:
        output, _nothing = child.communicate(data, timeout=limits.MAX_WALL_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        output, _nothing = child.communicate()
        return output, child.returncode, True
    return output, child.returncode, False


def _ended(code: int, late: bool) -> Exception:
    """Killed by a limit: the file is to blame. Ended by itself without an answer: this program is."""
    if late or -code == signal.SIGXCPU:
        return Uncountable("time")
    if code < 0:
        return Uncountable("memory")
    return RuntimeError(f"the counter of files ended with code {code} and without an answer")
