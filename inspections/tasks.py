"""What runs in the background for inspections."""

from __future__ import annotations

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from inspections.actions.confirming import tell
from inspections.actions.merging import consent_by_silence
from inspections.linking import relink
from inspections.proposing.run import carry_out
from registers.lease import Lease
from registers.outbox import outbox_task
from registers.schedule import once


@outbox_task("merging_wanted", own_transactions=True)
def propose(lease: Lease, *, run: int) -> None:
    """The proposals of one run (inspections.proposing)."""
    carry_out(run, lease.finish, timezone.now())


@outbox_task("items_decided")
def link_visits(organizations: list[int], years: list[int]) -> None:
    """Visits held against the plans anew (inspections.linking)."""
    relink(organizations, years, timezone.localdate())


@shared_task(name="inspections.tasks.count_silence")
def count_silence() -> None:
    """Every hour of the day: three working days without an answer are consent."""
    consent_by_silence(today=timezone.localdate(), at=timezone.now())


@shared_task(name="inspections.tasks.tell_departments")
def tell_departments() -> None:
    """Once a day: what counties said, as far as its month can be told (inspections/told.py)."""
    today = timezone.localdate()
    with transaction.atomic():
        if once("tell_departments", today.isoformat()):
            tell(today)
