"""The only way work reaches the background: a row written in the same transaction as its cause (trust.md, rule 2).

Whoever causes work calls `enqueue` (or `announce`) inside the transaction of the cause. After the commit the
job is sent to Celery at once; `manage.py relay` sends whatever was not sent, and sends again whatever is not
done. Which task a topic starts is said in settings.OUTBOX_JOBS; registers do not know who listens.

Whoever does the work writes

    @outbox_task("records_changed")
    def judge_changed(*, register: str, organizations: list[int], years: list[int]) -> None:
        ...

(see registers/jobs.py for what holds while it runs).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from registers import sending
from registers.jobs import outbox_task, run_job
from registers.lease import Lease, LeaseLost
from registers.models import OutboxJob

__all__ = ["Lease", "LeaseLost", "announce", "enqueue", "outbox_task", "run_job"]


def enqueue(topic: str, **payload: Any) -> OutboxJob:
    """Ask for work. `payload` holds ids and days only, as JSON; it becomes the keywords of the task's function.

    Refuses an unknown topic, and to run outside the transaction of the cause.
    """
    if topic not in settings.OUTBOX_JOBS:
        raise ValueError(f"unknown topic {topic!r}: settings.OUTBOX_JOBS names every topic and its task")
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("outbox.enqueue belongs in the transaction of its cause")
    job = OutboxJob.objects.create(topic=topic, payload=payload)
    # the work is safe once committed: trouble with sending it now is the relay's, never the page's
    transaction.on_commit(lambda: sending.nudge(job.pk, timezone.now()), robust=True)
    return job


def announce(register: str, organizations: Iterable[int], years: Iterable[int]) -> OutboxJob:
    """Say that records of a register changed, for these organizations (ids) in these years."""
    return enqueue(
        "records_changed", register=register, organizations=sorted(set(organizations)), years=sorted(set(years))
    )
