"""Imports in the background (topic import_requested), and those that nobody came back to."""

from __future__ import annotations

from datetime import datetime, timedelta

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from registers.importing.work import carry_on
from registers.models import Import, StagedChunk
from registers.outbox import Lease, outbox_task

# a preview that nobody confirmed is thrown away after this
KEEP_STAGED = timedelta(hours=24)
WAITING = (Import.State.READING, Import.State.MAPPING, Import.State.PREVIEW)


@outbox_task("import_requested", own_transactions=True)
def run_import(lease: Lease, *, import_id: int) -> None:
    """The next step of one import."""
    carry_on(import_id, lease.finish, timezone.now())


@shared_task(name="registers.tasks.clear_stale_imports")
def clear_stale_imports() -> None:
    """Every hour: rows of imports that were not confirmed within a day."""
    forget_staged(timezone.now())


def forget_staged(now: datetime) -> None:
    """Give up what waits since a day, and remove every staged row of imports that are over."""
    with transaction.atomic():
        stale = Import.objects.filter(created__lt=now - KEEP_STAGED, state__in=WAITING)
        stale.update(state=Import.State.CANCELLED, finished=now)
        over = Import.objects.exclude(state__in=[*WAITING, Import.State.SAVING])
        StagedChunk.objects.filter(imported__in=over).delete()
