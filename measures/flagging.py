"""Flags follow standings: they open, grow worse, recover and close by themselves (evaluation.md)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from measures.models import Flag, FlagEvent
from measures.rules import severity
from measures.standings import Row
from registers.workdays import MissingYear, add_working_days

ANSWER_WORKING_DAYS = 5
# the reminder goes out this many working days before the answer is due
REMIND_WORKING_DAYS = 2


def keep_flags(
    year: int, as_of: date, rows: Iterable[Row], judged: frozenset[int] | None, obligations: Collection[str] | None
) -> None:
    """One open flag for each standing that asks a question, none for the others.

    Called inside the run's turn with its year; the database refuses a second open flag all the same.
    """
    flags = Flag.objects.open().filter(year=year)
    if judged is not None:
        flags = flags.filter(organization__in=judged)
    if obligations is not None:
        flags = flags.filter(obligation__in=obligations)
    standing = {(flag.obligation, flag.organization_id): flag for flag in flags}
    opened: list[Row] = []
    for row in rows:
        flag = standing.pop(row.whose, None)
        if severity(row.status) == 0:
            if flag is not None:
                _close(flag, as_of, Flag.Closing.RECOVERED, row.status)
        elif flag is None:
            opened.append(row)
        elif flag.status != row.status:
            _change(flag, as_of, row)
    for flag in standing.values():
        _close(flag, as_of, Flag.Closing.NO_LONGER_BOUND, "")
    _open(opened, as_of)


def _open(rows: list[Row], as_of: date) -> None:
    due = due_day(as_of) if rows else None
    flags = Flag.objects.bulk_create(
        Flag(
            obligation=row.obligation,
            organization_id=row.organization_id,
            year=row.year,
            severity=row.status,
            status=row.status,
            opened_on=as_of,
            due_on=due,
        )
        for row in rows
    )
    FlagEvent.objects.bulk_create(
        FlagEvent(flag=flag, day=as_of, action=FlagEvent.Action.OPENED, status=flag.status) for flag in flags
    )


def _change(flag: Flag, day: date, row: Row) -> None:
    worse = severity(row.status) > severity(flag.severity)
    Flag.objects.filter(pk=flag.pk).update(status=row.status, severity=row.status if worse else flag.severity)
    FlagEvent.objects.create(flag=flag, day=day, action=FlagEvent.Action.CHANGED, status=row.status)


def _close(flag: Flag, day: date, why: Flag.Closing, status: str) -> None:
    """A run as of an earlier day than the opening closes on the day of the opening."""
    closed_on = max(day, flag.opened_on)
    Flag.objects.filter(pk=flag.pk).update(
        state=Flag.State.CLOSED, closed_on=closed_on, closing=why, status=status or flag.status
    )
    FlagEvent.objects.create(flag=flag, day=closed_on, action=FlagEvent.Action.CLOSED, status=status)


def due_day(opened: date) -> date | None:
    """Five working days later; none while the table of holidays lacks the year (the page says so)."""
    try:
        return add_working_days(opened, ANSWER_WORKING_DAYS)
    except MissingYear:
        return None


def remind_before_due(today: date, working_days: int = REMIND_WORKING_DAYS) -> list[Flag]:
    """Flags whose answer is due within so many working days and was not asked for again yet, each once."""
    try:
        until = add_working_days(today, working_days)
    except MissingYear:
        return []
    near = Flag.objects.filter(state__in=Flag.AWAITING, due_on__gte=today, due_on__lte=until, reminded_on=None)
    won = [
        flag
        for flag in near.order_by("pk")
        if Flag.objects.filter(pk=flag.pk, reminded_on=None).update(reminded_on=today)
    ]
    FlagEvent.objects.bulk_create(
        FlagEvent(flag=flag, day=today, action=FlagEvent.Action.REMINDED, status=flag.status) for flag in won
    )
    return won


def escalate_overdue(today: date) -> int:
    """Put flags whose answer is overdue on the general office's list, each once; how many."""
    overdue = Flag.objects.filter(state__in=Flag.AWAITING, due_on__lt=today, escalated_on=None)
    escalated = [pk for pk in overdue.values_list("pk", flat=True) if _escalate(pk, today)]
    FlagEvent.objects.bulk_create(
        FlagEvent(flag_id=pk, day=today, action=FlagEvent.Action.ESCALATED) for pk in escalated
    )
    return len(escalated)


def _escalate(pk: int, today: date) -> bool:
    return bool(Flag.objects.filter(pk=pk, escalated_on=None).update(escalated_on=today))
