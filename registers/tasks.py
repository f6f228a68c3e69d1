"""What the schedule does for registers."""

from __future__ import annotations

from datetime import datetime, timedelta

from celery import shared_task
from django.utils import timezone

from registers.importing.tasks import clear_stale_imports, run_import
from registers.models import OutboxJob, ScheduledRun

__all__ = ["clear_finished_jobs", "clear_stale_imports", "run_import"]

KEEP_JOBS = timedelta(days=30)
KEEP_RUNS = timedelta(days=800)


@shared_task
def clear_finished_jobs() -> None:
    """Once a day: jobs done a month ago, and marks of the schedule that no period reaches back to."""
    forget(timezone.now())


def forget(now: datetime) -> None:
    OutboxJob.objects.filter(done_at__lt=now - KEEP_JOBS).delete()
    ScheduledRun.objects.filter(started__lt=now - KEEP_RUNS).delete()
