"""The rows of a plan as its page shows them: cells in words, warnings, what can be done with each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from inspections.models import OPEN_STATES, ItemState, PlannedInspection
from inspections.planning.checks import HINT, MUST, PRINCIPLE, Finding
from inspections.planning.excuses import struck_from
from inspections.planning.judging import span_in_words

TONES = {MUST: "over", PRINCIPLE: "warn", HINT: "info"}
GLYPHS = {MUST: "breached", PRINCIPLE: "at_risk", HINT: ""}
# lines that the plan no longer holds
GONE = (ItemState.REPLACED, ItemState.MERGED, ItemState.CANCELLED)


@dataclass(frozen=True)
class Said:
    """A finding with its tone and glyph, and its ways with their places."""

    finding: Finding
    tone: str
    glyph: str
    ways: Sequence[tuple[int, Any]]


@dataclass(frozen=True)
class Row:
    """`wrong`: column → tone of the worst warning that speaks of it. `struck`: words taken out at the source."""

    line: PlannedInspection
    place: int
    said: Sequence[Said]
    editable: bool
    when: str
    counties: int
    struck: Sequence[str]
    undo: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)

    @property
    def settled(self) -> bool:
        """Whether a state is worth a mark beside the name."""
        return self.line.state not in (ItemState.DRAFT, ItemState.SUBMITTED, ItemState.CHECKED)


def rows_of(
    lines: Sequence[PlannedInspection],
    findings: Mapping[int, Sequence[Finding]],
    *,
    editable: bool,
    undo: tuple[int, str] | None = None,
) -> list[Row]:
    """`undo`: the line whose last way can be taken back, and what that did."""
    shown = [line for line in lines if line.state not in GONE]
    return [
        row_of(
            line,
            place,
            findings.get(line.pk, ()),
            editable=editable and line.state in OPEN_STATES,
            undo=undo[1] if undo and undo[0] == line.pk else "",
        )
        for place, line in enumerate(shown, 1)
    ]


def row_of(line: PlannedInspection, place: int, findings: Sequence[Finding], *, editable: bool, undo: str = "") -> Row:
    wrong: dict[str, str] = {}
    for one in findings:
        if one.blocks:
            wrong.setdefault(one.field, TONES[one.severity])
    return Row(
        line=line,
        place=place,
        said=[said(one) for one in findings],
        editable=editable,
        when=line.time_text or span_in_words(line.planned_from, line.planned_to),
        counties=len(line.county_ids),  # type: ignore[attr-defined]
        struck=struck_from(line),
        undo=undo,
        wrong=wrong,
    )


def said(finding: Finding) -> Said:
    settled = finding.severity == PRINCIPLE and not finding.blocks
    tone = "info" if settled else TONES[finding.severity]
    return Said(finding, tone, "" if settled else GLYPHS[finding.severity], list(enumerate(finding.ways)))


@dataclass(frozen=True)
class Summary:
    """提交前要改2处: what stops the submission, row by row, and in which rows a reason is still asked."""

    must: Sequence[tuple[Row, Finding]]
    asks: Sequence[Row]

    @property
    def open(self) -> bool:
        return bool(self.must or self.asks)

    @property
    def blocked(self) -> set[int]:
        return {row.line.pk for row, _finding in self.must} | {row.line.pk for row in self.asks}


def summary_of(rows: Sequence[Row]) -> Summary:
    mine = [row for row in rows if row.editable]
    must = [(row, one.finding) for row in mine for one in row.said if one.finding.severity == MUST]
    asks = [row for row in mine if any(one.finding.asks_reason for one in row.said)]
    return Summary(must, asks)
