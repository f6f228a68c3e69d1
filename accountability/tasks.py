"""Scheduled work of accountability."""

from __future__ import annotations

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from accountability.actions.forgetting import forget_closed
from accountability.actions.reminders import remind, write_letters
from registers.schedule import once


@shared_task
def remind_of_limits() -> None:
    """Once a day, before limits of cases, complaints and talks are late."""
    today = timezone.localdate()
    with transaction.atomic():
        if once("remind_of_limits", today.isoformat()):
            write_letters(remind(today=today), today)


@shared_task
def forget_closed_tips() -> None:
    """Once a day: tips that were closed 90 days ago go."""
    today = timezone.localdate()
    with transaction.atomic():
        if once("forget_closed_tips", today.isoformat()):
            forget_closed(today=today)
