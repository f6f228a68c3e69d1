"""Sends the jobs of the outbox to Celery: each at once, then again and again until it is done.

A message holds a job's id and nothing else. Messages may be lost, doubled or late: what runs is decided by
the lease of the row (registers/lease.py). No call to the broker takes longer than CELERY_BROKER_TRANSPORT_OPTIONS
allow (2 s).
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from celery import current_app
from django.conf import settings
from django.db.models import F
from kombu.exceptions import OperationalError as BrokerError

from registers.models import OutboxJob

log = structlog.get_logger(__name__)

# a job that nobody has taken is sent again after this long, and then ever more rarely: a full queue is no loss
RESEND = timedelta(seconds=5)
RESEND_AT_MOST = timedelta(seconds=60)
# a job that failed or whose worker died waits 1 s, 2 s, 4 s … for its next attempt
RETRY_AT_MOST = timedelta(minutes=5)
BATCH = 500
# pages do not ask a broker again that has just not answered; the relay does
BROKER_REST = 10.0


@dataclass
class _Broker:
    """When this process may next try the broker from a page, on the monotonic clock."""

    rests_until: float = field(default=0.0)


_broker = _Broker()


def nudge(job_id: int, now: datetime) -> None:
    """Send a new job at once, if the broker answers."""
    if time.monotonic() < _broker.rests_until:
        return
    job = OutboxJob.objects.filter(pk=job_id, sent_at=None, done_at=None).first()
    if job and not send(job, now):
        _broker.rests_until = time.monotonic() + BROKER_REST


def relay(now: datetime) -> tuple[int, bool]:
    """Send what is due. Answers how many were sent, and whether the broker answered.

    Several relays may run at once: each job is marked by a conditional update before it is sent.
    """
    sent = 0
    # the unsent first, then those sent longest ago: jobs that fail for ever hold up nobody
    waiting = OutboxJob.objects.filter(done_at=None).order_by(F("sent_at").asc(nulls_first=True), "pk")
    for job in waiting[:BATCH]:
        if is_due(job, now):
            if not send(job, now):
                return sent, False
            sent += 1
    return sent, True


def is_due(job: OutboxJob, now: datetime) -> bool:
    """Whether an unfinished job is to be sent (again)."""
    if job.sent_at is None:
        return True
    again = max(RESEND, min(job.sent_at - job.created, RESEND_AT_MOST))
    if job.leased_until is None:
        return now >= job.sent_at + again
    if job.sent_at > job.leased_until:
        # sent after the last attempt ended, and not taken yet
        return now >= job.sent_at + RESEND
    return now >= job.leased_until + retry_after(job.attempts)


def retry_after(attempts: int) -> timedelta:
    """How long a job rests after its n-th attempt came to nothing."""
    return min(timedelta(seconds=2 ** min(max(attempts - 1, 0), 20)), RETRY_AT_MOST)


def send(job: OutboxJob, now: datetime) -> bool:
    """Whether the broker answered. A job that another relay has just sent is left to it."""
    unsent = OutboxJob.objects.filter(pk=job.pk, done_at=None, sent_at=job.sent_at)
    if not unsent.update(sent_at=now):
        return True
    try:
        current_app.send_task(settings.OUTBOX_JOBS[job.topic], args=[job.pk], retry=False, ignore_result=True)
    except (BrokerError, OSError) as error:
        OutboxJob.objects.filter(pk=job.pk, sent_at=now).update(sent_at=job.sent_at)
        log.warning("broker_does_not_answer", job=job.pk, error=type(error).__name__)
        return False
    return True
