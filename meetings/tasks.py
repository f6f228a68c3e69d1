"""Background work on meetings: matching what was imported, and letting lines of the plan lapse."""

from __future__ import annotations

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from meetings.actions.lapsing import lapse
from meetings.actions.matching import match_by_number, propose_matches
from meetings.actions.trace import Trace
from meetings.chains import resolve_superiors
from meetings.models import Meeting
from registers.outbox import outbox_task
from registers.schedule import once

# meetings looked up by one statement
PIECE = 500


@outbox_task("meetings_imported")
def match_imported(*, meetings: list[str]) -> None:
    """`meetings`: keys of new and changed meetings. Matches them to the plan and to the meetings above them."""
    trace = Trace()
    owners: set[int] = set()
    years: set[int] = set()
    for start in range(0, len(meetings), PIECE):
        some = Meeting.objects.filter(key__in=meetings[start : start + PIECE])
        match_by_number(some, trace)
        for owner, year in some.values_list("organization", "year"):
            owners.add(owner)
            # a meeting of January may be held because of one of December
            years |= {year, year + 1}
    propose_matches(owners, trace)
    resolve_superiors(years, trace)
    trace.leave()


@shared_task
def settle_plans() -> None:
    """Once a day: lines whose days have passed lapse, and meetings are held against lines approved since."""
    today = timezone.localdate()
    with transaction.atomic():
        if once("settle_plans", today.isoformat()):
            lapse(today=today, after=settings.MEETING_LAPSES_AFTER_DAYS)
            trace = Trace()
            propose_matches(None, trace)
            trace.leave()
