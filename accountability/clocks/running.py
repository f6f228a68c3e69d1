"""Which limits run, when each ends, and how many working days are left. Pure, but for the table of holidays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accountability.limits import CLEARING, CLOSING, DAYS, NOTICE, REPLY, RESULT, REVIEW, WORKING_DAYS, Limit
from accountability.metrics.clocks import months_later
from accountability.models import Clarification, Outcome
from accountability.rooms import Room
from registers.workdays import MissingYear, Workdays


@dataclass(frozen=True)
class Running:
    """A limit of one record. `due` is the last day in time, None where `problem` says why it is not known.

    `left`: working days from today to `due`, negative when it is late, None where not known.
    """

    limit: Limit
    room: Room
    record: Any
    since: date
    due: date | None = None
    left: int | None = None
    problem: str = ""

    @property
    def late(self) -> bool:
        return self.left is not None and self.left < 0


def begun(room: Room, record: Any) -> Iterator[tuple[Limit, date]]:
    """Limits that have begun for a record and are not met, with the day on which each began."""
    yield from {"case": _of_case, "complaint": _of_complaint, "talk": _of_talk}[room.name](record)


def running(rows: Iterable[tuple[Room, Any]], today: date) -> list[Running]:
    """The limits of the records, the next to end first; those whose end is not known last."""
    table = Workdays()
    found = [
        _running(room, record, limit, since, table, today)
        for room, record in rows
        for limit, since in begun(room, record)
    ]
    return sorted(found, key=lambda one: (one.due is None, one.due or one.since, one.limit.key, one.record.pk))


def running_of(room: Room, record: Any, today: date) -> list[Running]:
    return running([(room, record)], today)


def ends_on(limit: Limit, since: date, table: Workdays) -> date:
    """The last day in time. Raises MissingYear."""
    if limit.unit == WORKING_DAYS:
        return table.add(since, limit.amount)
    if limit.unit == DAYS:
        return since + timedelta(days=limit.amount)
    return months_later(since, limit.amount)


def _running(room: Room, record: Any, limit: Limit, since: date, table: Workdays, today: date) -> Running:
    try:
        due = ends_on(limit, since, table)
    except MissingYear as missing:
        return Running(limit, room, record, since, problem=str(missing))
    try:
        left = table.between(today, due) if due >= today else -table.between(due, today) or -1
    except MissingYear as missing:
        return Running(limit, room, record, since, due, -1 if due < today else None, str(missing))
    return Running(limit, room, record, since, due, left)


def _of_case(case: Any) -> Iterator[tuple[Limit, date]]:
    if case.influence_ends_on and not case.reviewed_on:
        yield REVIEW, case.influence_ends_on


def _of_complaint(complaint: Any) -> Iterator[tuple[Limit, date]]:
    if complaint.named and not complaint.notified_on:
        yield NOTICE, complaint.received_on
    if complaint.named and complaint.closed_on and not complaint.result_told_on:
        yield RESULT, complaint.closed_on
    cleared = complaint.clarified_on and Clarification.WRITTEN in complaint.clarified_by
    if complaint.outcome == Outcome.UNTRUE and complaint.needs_clarification and complaint.closed_on and not cleared:
        yield CLEARING, complaint.closed_on


def _of_talk(talk: Any) -> Iterator[tuple[Limit, date]]:
    if not talk.replied_on and not talk.closed_on:
        yield REPLY, talk.sent_on
    if talk.replied_on and not talk.closed_on:
        yield CLOSING, talk.replied_on
