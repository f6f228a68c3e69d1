"""How a job of the outbox is done.

    @outbox_task("records_changed")
    def judge_changed(*, register: str, organizations: list[int], years: list[int]) -> None:
        ...

The function runs in one transaction together with the mark that its job is done: both are there or neither.
A job may start several times (a worker died, a message was doubled); its effect is there once. A job with
transactions of its own (a long import that shows its progress) says so and marks the end itself, inside the
transaction of its effect:

    @outbox_task("import_requested", own_transactions=True)
    def run_import(lease: Lease, *, import_id: int) -> None:
        ...
        with transaction.atomic():
            ...  # the effect
            lease.finish()

Either stands in a module that Celery finds (`<app>/tasks.py`) or that such a module imports.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from celery import Task, shared_task
from django.conf import settings
from django.db import transaction

from registers.lease import Lease
from registers.limits import without_page_limits


def run_job(job_id: int, effect: Callable[..., None], *, own_transactions: bool = False) -> bool:
    """Take the job, do it, mark it done. False when it was not ours to do or did not succeed."""
    lease = Lease.take(job_id)
    if lease is None:
        return False
    without_page_limits()
    with lease:
        if own_transactions:
            effect(lease, **lease.job.payload)
            if not lease.finished:
                lease.finish()
        else:
            with transaction.atomic():
                effect(**lease.job.payload)
                lease.finish()
    return lease.finished


def outbox_task(topic: str, *, own_transactions: bool = False) -> Callable[[Callable[..., None]], Task]:
    """The Celery task of a topic, under the name that settings.OUTBOX_JOBS gives it; its argument is a job's id.

    The function itself stays reachable as `.effect`.
    """

    def decorate(effect: Callable[..., None]) -> Task:
        @wraps(effect)
        def task(job_id: int) -> None:
            run_job(job_id, effect, own_transactions=own_transactions)

        # Celery reads the signature of what it wraps
        del task.__wrapped__
        made: Task = shared_task(name=settings.OUTBOX_JOBS[topic], ignore_result=True)(task)
        made.effect = effect
        return made

    return decorate
