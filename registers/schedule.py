"""The schedule ticks often and from several beats; a job runs once a period (trust.md, rule 2)."""

from __future__ import annotations

from django.db import connection, transaction

from registers.models import ScheduledRun


def once(job: str, period: str) -> bool:
    """Whether this call is the first for the job in the period ("2026-11-24", "2026").

    Belongs in the transaction of what is then done, so that a killed worker leaves the period to the next tick.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("schedule.once belongs in the transaction of what it starts")
    _run, first = ScheduledRun.objects.get_or_create(job=job, period=period)
    return first
