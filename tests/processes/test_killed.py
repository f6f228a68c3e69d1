"""Nothing is lost and nothing happens twice, whichever process is killed."""

import os
import signal
import threading
import time

import psycopg
import pytest

from tests.throwaway import wait_until

pytestmark = pytest.mark.services

ONE_EACH = {str(tag): 1 for tag in range(1, 21)}


def whole(site):
    """Whether the change history that the jobs wrote is one unbroken chain."""
    verified = site.manage("verify_history")
    assert verified.returncode == 0, verified.stderr
    return True


def test_a_changed_record_is_judged_again_within_five_seconds(site):
    site.start_broker(), site.start_worker(), site.start_relay()
    site.ask("found")
    assert max(site.ask("change") for _ in range(3)) < 5


def test_a_worker_killed_in_mid_job_costs_seconds_and_no_effect(site):
    hang = site.folder / "hangs"
    site.start_broker(), site.start_relay()
    worker = site.start_worker()
    site.ask("ask", 1, 1, hang)
    wait_until(hang.exists, "the job to begin")
    worker.kill()
    killed = time.monotonic()
    site.start_worker("another")
    assert site.ask("wait", 60) == {"1": 1}
    assert time.monotonic() - killed < 25
    assert whole(site)


def test_a_broker_killed_with_all_its_messages_loses_nothing(real):
    broker = real.start_broker()
    real.ask("ask", 1, 20)
    assert real.ask("unsent") == 0
    broker.kill()
    real.start_broker(), real.start_relay(), real.start_worker()
    assert real.ask("wait", 90) == ONE_EACH
    assert whole(real)


def test_a_broker_that_is_down_or_frozen_costs_who_asks_two_seconds_at_most(real):
    assert real.ask("ask", 1, 5) < 2.5
    broker = real.start_broker()
    os.kill(broker.pid, signal.SIGSTOP)
    assert real.ask("ask", 6, 5) < 2.5
    assert real.ask("unsent") == 10
    real.start_relay()
    os.kill(broker.pid, signal.SIGCONT)
    real.start_worker()
    assert real.ask("wait", 90) == {str(tag): 1 for tag in range(1, 11)}


def test_a_broker_frozen_under_a_worker_loses_nothing(real):
    broker = real.start_broker()
    real.start_relay(), real.start_worker()
    real.ask("ask", 1, 10)
    os.kill(broker.pid, signal.SIGSTOP)
    real.ask("ask", 11, 10)
    os.kill(broker.pid, signal.SIGCONT)
    assert real.ask("wait", 90) == ONE_EACH


def test_a_killed_relay_is_made_good_by_the_next(real):
    relay = real.start_relay()
    real.ask("ask", 1, 20)
    relay.kill()
    real.start_broker(), real.start_relay("next"), real.start_worker()
    assert real.ask("wait", 90) == ONE_EACH


def test_two_relays_and_two_workers_do_each_job_once(site):
    site.start_broker()
    site.start_relay(), site.start_relay("relay2")
    site.start_worker(), site.start_worker("worker2")
    site.ask_at_once(*(("ask", first, 5) for first in (1, 6, 11, 16)))
    assert site.ask("wait", 90) == ONE_EACH
    assert whole(site)


def test_connections_that_the_database_cuts_cost_no_job(real):
    real.start_broker(), real.start_relay(), real.start_worker()
    real.ask("ask", 1, 10)
    with psycopg.connect(real.environment["DATABASE_URL"], autocommit=True) as connection:
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        connection.execute(f"SELECT pg_terminate_backend(pid) {others}")
    real.ask("ask", 11, 10)
    assert real.ask("wait", 90) == ONE_EACH
    assert whole(real)


def test_a_backup_taken_while_others_write_is_of_one_moment(site):
    """Restored into another kind of database, the chain of the history is whole and every count is right."""
    writing = threading.Thread(target=site.ask, args=("write", 0, 400))
    writing.start()
    copy, database = site.folder / "copy.zip", f"sqlite:///{site.folder / 'restored.sqlite3'}"
    wait_until(lambda: "共 0 条" not in site.manage("verify_history").stdout, "the first lines")
    made = site.manage("backup", copy)
    writing.join()
    assert made.returncode == 0, made.stderr
    restored = site.manage("restore", copy, DATABASE_URL=database)
    assert "变更记录完整" in restored.stdout, restored.stderr


def test_writers_in_many_processes_make_one_chain(site):
    site.ask_at_once(*(("write", first, 25) for first in range(0, 150, 25)))
    assert "共 300 条" in site.manage("verify_history").stdout
