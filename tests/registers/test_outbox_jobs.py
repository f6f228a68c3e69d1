"""Work for the background: done once, whoever dies; the schedule runs once a period."""

import os
import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from config.celery import app
from registers import lease
from registers.lease import LEASE, Lease, LeaseLost
from registers.models import Holiday, OutboxJob, ScheduledRun
from registers.outbox import outbox_task, run_job
from registers.schedule import once
from registers.tasks import forget
from tests.registers.broker import TOPIC, holiday, job

# doing


@pytest.mark.django_db
def test_a_message_that_comes_twice_has_one_effect():
    waiting = job(payload={"day": "2031-01-01"})
    assert run_job(waiting.pk, holiday)
    assert not run_job(waiting.pk, holiday)
    waiting.refresh_from_db()
    assert (waiting.attempts, waiting.done_at is not None) == (1, True)


@pytest.mark.django_db
def test_a_job_that_another_worker_holds_is_left_to_it():
    waiting = job(leased_until=timezone.now() + LEASE, leased_by="other")
    assert not run_job(waiting.pk, holiday)
    assert not Holiday.objects.filter(name="效果").exists()


@pytest.mark.django_db
def test_a_job_whose_worker_died_is_done_by_the_next():
    waiting = job(leased_until=timezone.now() - timedelta(seconds=1), leased_by="dead", attempts=1)
    assert run_job(waiting.pk, holiday)


@pytest.mark.django_db
def test_a_message_for_a_job_that_is_not_there_does_nothing():
    assert not run_job(4711, holiday)


@pytest.mark.django_db
def test_a_failure_is_recorded_by_its_class_and_leaves_no_effect():
    def fails():
        holiday()
        raise RuntimeError("title of a record")

    waiting = job()
    assert not run_job(waiting.pk, fails)
    waiting.refresh_from_db()
    assert (waiting.failure, waiting.done_at, waiting.leased_by) == ("RuntimeError", None, "")
    assert not Holiday.objects.filter(name="效果").exists()
    assert run_job(waiting.pk, holiday)
    waiting.refresh_from_db()
    assert (waiting.failure, waiting.attempts) == ("", 2)


@pytest.mark.django_db
def test_the_effect_of_a_worker_that_was_overtaken_is_undone():
    waiting = job()

    def overtaken():
        holiday()
        OutboxJob.objects.update(leased_by="the next worker")

    assert not run_job(waiting.pk, overtaken)
    assert not Holiday.objects.filter(name="效果").exists()


@pytest.mark.django_db
def test_a_job_with_transactions_of_its_own_marks_its_end_itself():
    def steps(held, *, day):
        with transaction.atomic():
            holiday(day)
            held.finish()

    waiting = job(payload={"day": "2031-01-01"})
    assert run_job(waiting.pk, steps, own_transactions=True)
    assert not run_job(waiting.pk, steps, own_transactions=True)


@pytest.mark.django_db
def test_a_lease_that_is_lost_is_not_renewed():
    waiting = job()
    held = Lease.take(waiting.pk)
    held.renew()
    OutboxJob.objects.update(leased_by="other")
    with pytest.raises(LeaseLost):
        held.renew()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_long_job_keeps_its_lease_by_its_heartbeat(monkeypatch):
    monkeypatch.setattr(lease, "HEARTBEAT", 0.05)
    waiting = job()
    seen = []

    def long():
        seen.append(OutboxJob.objects.get().leased_until)
        deadline = time.monotonic() + 5
        while OutboxJob.objects.get().leased_until == seen[0] and time.monotonic() < deadline:
            threading.Event().wait(0.02)
        seen.append(OutboxJob.objects.get().leased_until)

    assert run_job(waiting.pk, long)
    assert seen[1] > seen[0]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_ten_workers_at_once_one_does_the_job():
    waiting = job()
    barrier = threading.Barrier(10)
    did = []

    def worker():
        barrier.wait()
        did.append(run_job(waiting.pk, holiday))
        connection.close()

    threads = [threading.Thread(target=worker) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(did) == [False] * 9 + [True]
    Holiday.objects.filter(name="效果").delete()


@pytest.mark.django_db
def test_a_task_gets_the_id_of_its_job_and_its_function_the_payload(settings):
    settings.OUTBOX_JOBS = {TOPIC: f"tests.probe_{os.getpid()}"}
    seen = []

    @outbox_task(TOPIC)
    def probe(*, year):
        seen.append(year)

    waiting = job(payload={"year": 2019})
    assert probe.name == f"tests.probe_{os.getpid()}"
    probe(waiting.pk)
    probe(waiting.pk)
    assert seen == [2019]


# the schedule


@pytest.mark.django_db
def test_a_scheduled_job_runs_once_a_period():
    assert [once("judge_nightly", "2026-11-24") for _ in range(3)] == [True, False, False]
    assert once("judge_nightly", "2026-11-25")
    assert once("escalate_flags", "2026-11-24")


@pytest.mark.django_db(transaction=True)
def test_a_scheduled_job_that_fails_leaves_its_period_to_the_next_tick():
    def tick():
        with transaction.atomic():
            once("judge_nightly", "2026-11-24")
            raise ZeroDivisionError

    with pytest.raises(TransactionManagementError):
        once("judge_nightly", "2026-11-24")
    with pytest.raises(ZeroDivisionError):
        tick()
    with transaction.atomic():
        assert once("judge_nightly", "2026-11-24")


@pytest.mark.django_db
def test_jobs_done_long_ago_are_forgotten_and_open_ones_never():
    now = timezone.now()
    job(done_at=now - timedelta(days=31))
    recent, waiting = job(done_at=now - timedelta(days=29)), job()
    ScheduledRun.objects.create(job="judge_nightly", period="2026-11-24")
    OutboxJob.objects.filter(pk=waiting.pk).update(created=now - timedelta(days=400))
    forget(now)
    assert set(OutboxJob.objects.all()) == {recent, waiting}
    assert ScheduledRun.objects.count() == 1


@pytest.mark.django_db
def test_the_topics_that_registers_use_have_a_task(settings):
    app.loader.import_default_modules()
    assert set(settings.OUTBOX_JOBS.values()) <= set(app.tasks)
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)
