"""What the import pages show: sums that add up, tabs, and pages of rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registers.importing.register import registers
from registers.importing.row import Verdict
from registers.importing.staging import IGNORED, LAYOUT, PAGE, shown_page, staged_readings, staged_rows
from registers.models import Import

# in the order of the bar; the tabs begin with what needs a person
WORDS = {
    Verdict.NEW: gettext_lazy("新增"),
    Verdict.CHANGED: gettext_lazy("更新"),
    Verdict.UNCHANGED: gettext_lazy("无变化"),
    Verdict.DUPLICATE: gettext_lazy("重复"),
    Verdict.REJECTED: gettext_lazy("要改"),
}
TABS = (Verdict.REJECTED, Verdict.CHANGED, Verdict.NEW, Verdict.DUPLICATE, Verdict.UNCHANGED)
# width of the bar in its own units
BAR = 900


@dataclass(frozen=True)
class Part:
    """One part of the sum: how many rows, and where it lies in the bar."""

    verdict: str
    word: str
    count: int
    start: float
    width: float


def summary(imported: Import) -> dict[str, Any]:
    """An import in the words of a list."""
    register = registers.get(imported.register)
    return {
        "pk": imported.pk,
        "register": register.title if register else imported.register,
        "organization": imported.organization or _("全省"),
        "user": imported.user or _("命令行"),
        "filename": imported.filename,
        "state": imported.state,
        "word": imported.get_state_display(),
        "counts": {name: imported.counts.get(name, 0) for name in ("rows", *Verdict, IGNORED)},
        "covers_from": imported.covers_from,
        "covers_to": imported.covers_to,
        "message": imported.message,
        "created": imported.created,
        "finished": imported.finished,
    }


def progress(imported: Import) -> dict[str, Any]:
    """How far the work is. The last rows are written at once, so a full bar is not yet the end."""
    share = min(100, 100 * imported.done // imported.total) if imported.total else 0
    return {"done": min(imported.done, imported.total), "total": imported.total, "share": share}


def parts(counts: dict[str, int]) -> list[Part]:
    """The bar of the sum; every part that has a row is wide enough to be seen."""
    rows = sum(counts.get(verdict, 0) for verdict in WORDS)
    found, start = [], 0.0
    for verdict, word in WORDS.items():
        count = counts.get(verdict, 0)
        width = max(BAR * count / rows, 4) if count else 0
        found.append(Part(verdict.value, str(word), count, round(start, 1), round(width, 1)))
        start += width
    squeeze = BAR / start if start > BAR else 1
    return [
        Part(part.verdict, part.word, part.count, round(part.start * squeeze, 1), round(part.width * squeeze, 1))
        for part in found
    ]


class Preview:
    """One page of the preview: `show` names the tab, `page` the page, from 1."""

    def __init__(self, imported: Import, show: str, page: str) -> None:
        self.imported = imported
        self.counts = {name: imported.counts.get(name, 0) for name in ("rows", *Verdict, IGNORED)}
        first = next((verdict for verdict in TABS if self.counts[verdict]), Verdict.NEW)
        self.show = show if show in {*TABS, IGNORED} else first.value
        self.page = int(page) if page.isdecimal() and 0 < len(page) < 7 and int(page) else 1

    @property
    def parts(self) -> list[Part]:
        return parts(self.counts)

    @property
    def equation(self) -> str:
        """431+22+…=486, every part named above it."""
        return "＋".join(str(part.count) for part in self.parts) + f"＝{self.counts['rows']}"

    @property
    def tabs(self) -> list[dict[str, Any]]:
        words = {**WORDS, IGNORED: _("不是数据")}
        return [
            {"show": show, "word": words[show], "count": self.counts[show], "current": show == self.show}
            for show in (*TABS, IGNORED)
        ]

    @property
    def wanted(self) -> int:
        """Rows that a confirmation writes."""
        return self.counts[Verdict.NEW] + self.counts[Verdict.CHANGED]

    @cached_property
    def rows(self) -> list[Any]:
        return shown_page(self.imported, self.show, self.page)

    @property
    def tables(self) -> list[dict[str, Any]]:
        """Rows side by side as long as their headings are the same."""
        tables = []
        for headings, rows in groupby(self.rows, key=lambda row: row["headings"]):
            tables.append({"headings": headings, "rows": [_marked(row) for row in rows]})
        return tables

    @property
    def last(self) -> int:
        return max(1, -(-self.counts[self.show] // PAGE))

    @property
    def previous(self) -> str:
        return f"?show={self.show}&page={self.page - 1}" if self.page > 1 else ""

    @property
    def next(self) -> str:
        return f"?show={self.show}&page={self.page + 1}" if self.page < self.last else ""

    @cached_property
    def layout(self) -> list[dict[str, Any]]:
        """What was understood of each sheet: header rows, what each heading became, what was left out."""
        sheets = list(staged_rows(self.imported, LAYOUT))
        placements = staged_readings(
            self.imported, self.imported.options.get("by_hand", {}), self.imported.options.get("fixed", {}), rows=False
        )
        return [
            {
                "sheet": sheet["sheet"],
                "header_rows": "、".join(map(str, sheet["header_rows"])),
                "placed": [(heading, reading.register.by_name[name].heading) for name, heading in _in_order(reading)],
                "fixed": [
                    (reading.register.by_name[name].heading, value)
                    for name, value in reading.placement.fixed.items()
                    if name in reading.register.by_name
                ],
                "unplaced": [*reading.placement.unplaced, *reading.placement.left_out],
            }
            for sheet, reading in zip(sheets, placements, strict=True)
        ]


def _in_order(reading: Any) -> list[tuple[str, str]]:
    """Placed columns in the order of the sheet."""
    placed = {heading: name for name, heading in reading.placement.placed.items()}
    return [(placed[heading], heading) for heading in reading.headings if heading in placed]


def _marked(row: dict[str, Any]) -> dict[str, Any]:
    """The row with each cell told whether it is wrong."""
    wrong = {column for column, _value, _message in row["problems"]}
    beside = [problem for problem in row["problems"] if problem[0] and problem[0] not in row["headings"]]
    pairs = [(cell, heading in wrong, heading) for heading, cell in zip(row["headings"], row["cells"], strict=True)]
    return {**row, "pairs": pairs, "beside": beside}
