"""The rows of a plan as its page shows them: cells in words, warnings, what can be done with each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboard.approvals.said import said_in_plan
from meetings.actions.lines import EDITABLE
from meetings.actions.plan_lines import fixes
from meetings.approval.route import Approver, approvers
from meetings.models import ENDED_LINES, OPEN_LINES, LineState, MeetingClass, MeetingForm, Plan, PlannedMeeting
from meetings.planning.warning import Severity, Warning
from organizations.models import Level
from registers.models import Change
from registers.showing import changes_in_words

# of what was amended, the columns that stand side by side
BESIDE = ("name", "category", "planned_text", "duration_text", "form", "level", "scope_text", "people")
# columns that a row shows within another's cell
CELLS = {"people": "scope_text", "level": "scope_text", "in_name_of": "category"}
NO_CHANGE_OF_OURS = ("version", "given", "excuses", "half_days", "minutes", "planned_from", "planned_to")


@dataclass(frozen=True)
class Row:
    """`wrong`: column → the tone of the worst warning that speaks of it. `undoing`: the fix that can be taken back."""

    line: PlannedMeeting
    place: int
    warnings: Sequence[Warning]
    approver: str
    editable: bool
    undoing: Sequence[tuple[str, str, str]] | None = None
    before: Sequence[tuple[str, str, str]] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)
    # what was decided about it, by whom and when
    decided: str = ""

    @property
    def plain(self) -> bool:
        """Whether there is nothing to show but the row and what is said of it."""
        told = self.before or self.decided or self.line.returned_reason
        return not (told or self.joined or self.undoing is not None)

    @property
    def address(self) -> str:
        return address("dashboard:plan_line", self.line.pk)

    @property
    def way_address(self) -> str:
        return address("dashboard:plan_way", self.line.pk)

    @property
    def undo_address(self) -> str:
        return address("meetings:plan_line_undo", self.line.pk)

    @property
    def grade(self) -> str:
        return str(MeetingClass(self.line.category).label) if self.line.category else ""

    @property
    def form(self) -> str:
        return str(MeetingForm(self.line.form).label) if self.line.form else ""

    @property
    def who(self) -> str:
        """参会范围, or what is known of it: 市、14人."""
        if self.line.scope_text:
            return self.line.scope_text
        level = str(Level(self.line.level).label) if self.line.level else ""
        people = _("%(people)s人") % {"people": self.line.people} if self.line.people else ""
        return _("，").join(part for part in (level, people) if part)

    @property
    def settled(self) -> bool:
        """Whether a state is worth a mark beside the name: everything but what is simply being drafted."""
        return self.line.state not in (LineState.DRAFT, LineState.SUBMITTED, LineState.CHECKED)

    @property
    def approved(self) -> bool:
        return self.line.state == LineState.APPROVED

    @property
    def joined(self) -> bool:
        return self.line.joined_to_id is not None


@cache
def _pattern(name: str) -> str:
    return reverse(name, args=[0])


def address(name: str, pk: int) -> str:
    """The address of a route of one line; worked out once, not for each of 300 rows."""
    return _pattern(name).replace("/0/", f"/{pk}/")


def rows_of(
    plan: Plan, user: Any, warnings: Mapping[int | None, list[Warning]], leader: Any, editor: bool
) -> tuple[list[Row], list[PlannedMeeting]]:
    """Rows in their order, and what was deleted and can be restored. Three queries."""
    everything = (
        PlannedMeeting.objects.visible_to(user).filter(plan=plan).select_related("joined_to").order_by("position", "pk")
    )
    lines = list(everything)
    by_pk = {line.pk: line for line in lines}
    shown = [line for line in lines if line.state not in ENDED_LINES or line.state == LineState.REFUSED]
    editable = editor and plan.state in EDITABLE
    undoable = fixes([line for line in shown if line.state in OPEN_LINES], user) if editable else {}
    decided = said_in_plan(user, plan)
    rows = []
    for place, line in enumerate(shown, 1):
        found = warnings.get(line.pk, [])
        rows.append(
            Row(
                line,
                place,
                found,
                said_approvers(line, leader),
                editable and line.state in (*OPEN_LINES, LineState.APPROVED),
                _undoing(undoable.get(line.pk)),
                _before(by_pk.get(line.replaces_id), line),
                _wrong(found),
                decided.get(line.pk, ""),
            )
        )
    return rows, [line for line in lines if line.state == LineState.WITHDRAWN] if editable else []


def said_approvers(line: Any, leader: Any) -> str:
    """报谁批: 省委、省政府; 沈云舟＋主要领导."""
    names = [str(leader) if one is Approver.LEADER and leader else str(one.label) for one in approvers(line)]
    return "＋".join(names)


def _undoing(fix: Change | None) -> list[tuple[str, str, str]] | None:
    if fix is None:
        return None
    seen = {name: pair for name, pair in fix.changes.items() if name not in NO_CHANGE_OF_OURS}
    return list(changes_in_words(PlannedMeeting, seen))


def _before(old: PlannedMeeting | None, new: PlannedMeeting) -> list[tuple[str, str, str]]:
    """(column, as approved, as changed), of what differs from the approved line that this one replaces."""
    if old is None:
        return []
    pairs = {name: [getattr(old, name), getattr(new, name)] for name in BESIDE}
    return list(changes_in_words(PlannedMeeting, {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}))


def _wrong(warnings: Sequence[Warning]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in warnings:
        if one.open:
            found.setdefault(CELLS.get(one.field, one.field), one.severity.tone)
    return found


@dataclass(frozen=True, slots=True)
class Summary:
    """提交前要改2处: the open warnings that block, by row, and in which rows a reason is still asked."""

    must: Sequence[tuple[Row, Warning]]
    asks: Sequence[Row]

    @property
    def open(self) -> bool:
        return bool(self.must or self.asks)

    @property
    def first(self) -> Row | None:
        return self.must[0][0] if self.must else self.asks[0] if self.asks else None


def summary_of(rows: Sequence[Row]) -> Summary:
    must = [(row, one) for row in rows for one in row.warnings if one.open and one.severity is Severity.MUST]
    asks = [row for row in rows if any(one.open and one.severity is Severity.IN_PRINCIPLE for one in row.warnings)]
    return Summary(must, asks)
