"""One worker holds one job: the lease, its heartbeat, and the record that the job is done or failed.

A failure is written to the job's row and to the log, by class and place only (messages may quote records),
and the relay sends the job again.
"""

from __future__ import annotations

import os
import socket
import threading
import uuid
from datetime import timedelta
from types import TracebackType
from typing import Any, Self

import structlog
from django.db import DatabaseError, connection
from django.db.models import F, Q
from django.utils import timezone

from registers.models import OutboxJob

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=8)
HEARTBEAT = 2.0


class LeaseLost(Exception):
    """Another worker has taken the job over, or it is done: this attempt's effect must not be kept."""


class Lease:
    """A job that is ours while we renew it. As a context manager it beats, and records a failure."""

    def __init__(self, job: OutboxJob) -> None:
        self.job = job
        self.finished = False
        self._over = threading.Event()
        self._heart = threading.Thread(target=self._beat, name=f"lease-{job.pk}", daemon=True)

    @classmethod
    def take(cls, job_id: int) -> Self | None:
        """The lease of an open job that nobody holds; None when it is done, held or unknown."""
        now = timezone.now()
        worker = f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        free = Q(leased_until=None) | Q(leased_until__lte=now)
        taken = OutboxJob.objects.filter(free, pk=job_id, done_at=None).update(
            leased_until=now + LEASE, leased_by=worker, attempts=F("attempts") + 1
        )
        return cls(OutboxJob.objects.get(pk=job_id, leased_by=worker)) if taken else None

    def _mine(self) -> Any:
        return OutboxJob.objects.filter(pk=self.job.pk, leased_by=self.job.leased_by, done_at=None)

    def renew(self) -> None:
        """Hold the job for another while. Raises LeaseLost when it is no longer ours."""
        if not self._mine().update(leased_until=timezone.now() + LEASE):
            raise LeaseLost(self.job.pk)

    def finish(self) -> None:
        """Mark the job done, inside the transaction of its effect. Raises LeaseLost, and the effect is undone."""
        self._over.set()
        if not self._mine().update(done_at=timezone.now(), failure=""):
            raise LeaseLost(self.job.pk)
        self.finished = True

    def _beat(self) -> None:
        try:
            while not self._over.wait(HEARTBEAT):
                try:
                    self.renew()
                except LeaseLost:
                    return
                except DatabaseError as error:
                    # SQLite lets nobody write beside the effect itself, so nobody can take the job over either;
                    # a database that restarts is back for the next beat
                    log.info("lease_not_renewed", job=self.job.pk, error=type(error).__name__)
                    connection.close()
        finally:
            connection.close()

    def __enter__(self) -> Self:
        self._heart.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self._over.set()
        self._heart.join()
        if error is None or not isinstance(error, Exception):
            return False
        self.finished = False
        log.error("job_failed", job=self.job.pk, topic=self.job.topic, error=type(error).__name__, at=_place(trace))
        if not isinstance(error, LeaseLost):
            self._record(type(error).__name__)
        return True

    def _record(self, failure: str) -> None:
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        try:
            self._mine().update(leased_until=timezone.now(), leased_by="", failure=failure)
        except DatabaseError as error:
            # the database is away: the lease runs out by itself
            log.warning("failure_not_recorded", job=self.job.pk, error=type(error).__name__)


def _place(trace: TracebackType | None) -> str:
    """The innermost file:line, without the texts that a traceback would quote."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""
