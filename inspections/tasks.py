"""What runs in the background for inspections."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from inspections.actions.merging import consent_by_silence
from inspections.proposing.run import carry_out
from registers.lease import Lease
from registers.outbox import outbox_task


@outbox_task("merging_wanted", own_transactions=True)
def propose(lease: Lease, *, run: int) -> None:
    """The proposals of one run (inspections.proposing)."""
    carry_out(run, lease.finish, timezone.now())


@shared_task(name="inspections.tasks.count_silence")
def count_silence() -> None:
    """Every hour of the day: three working days without an answer are consent."""
    consent_by_silence(today=timezone.localdate(), at=timezone.now())
