"""Two workers judge at once, in rounds from a barrier: one standing, one open flag, the newest figures. PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier, Event

import pytest
from django.db import connection

from documents.models import Document
from measures import engine
from measures.engine import judge
from measures.models import Flag, FlagEvent, Standing
from measures.status import Status
from organizations.models import Level
from tests import make
from tests.throwaway import wait_until

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 10
DAY = date(2019, 6, 30)


@pytest.fixture
def department(transactional_db):
    one = make.organization("甲厅")
    make.baseline(one, year=2019, figure=3)
    return one


def at_once(*acts):
    """Runs the acts in threads from one barrier; raises what one of them raised."""
    barrier = Barrier(len(acts))

    def run(act):
        barrier.wait()
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        for done in [pool.submit(run, act) for act in acts]:
            done.result()


def forget():
    for model in (FlagEvent, Flag, Standing):
        model.objects.all().delete()


def test_two_runs_leave_one_standing_and_one_flag(department):
    for _ in range(3):
        make.document(department, day=DAY, level=Level.COUNTY)
    for _ in range(ROUNDS):
        forget()
        at_once(lambda: judge(2019, DAY), lambda: judge(2019, DAY, {department.pk}))
        assert Standing.objects.get(obligation="4.1").status == Status.BREACHED
        assert FlagEvent.objects.filter(flag__obligation="4.1").count() == 1
        assert Flag.objects.get(obligation="4.1").state == Flag.State.OPEN


def test_a_run_that_began_earlier_never_writes_old_figures_over_new(department, monkeypatch):
    weighed, weigh = Event(), engine.weigh

    def slow(*arguments):
        """Has counted, and goes on only when the other run waits for it, or has come and gone."""
        found = weigh(*arguments)
        if not weighed.is_set():
            weighed.set()
            wait_until(lambda: later.done() or somebody_waits(), "the later run")
        return found

    def change_and_judge():
        weighed.wait()
        try:
            make.document(department, day=DAY, level=Level.COUNTY)
            judge(2019, DAY)
        finally:
            connection.close()

    judge(2019, DAY)
    monkeypatch.setattr(engine, "weigh", slow)
    with ThreadPoolExecutor(1) as pool:
        later = pool.submit(change_and_judge)
        judge(2019, DAY)
        later.result()
    assert Standing.objects.get(obligation="4.1").value == 1


def somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


def test_a_flag_that_two_runs_close_is_closed_once(department):
    for _ in range(ROUNDS):
        forget()
        for _ in range(3):
            make.document(department, day=DAY, level=Level.COUNTY)
        judge(2019, DAY)
        Document.objects.all().delete()
        at_once(lambda: judge(2019, DAY), lambda: judge(2019, DAY))
        closed = FlagEvent.objects.filter(flag__obligation="4.1", action=FlagEvent.Action.CLOSED)
        assert closed.count() == 1
        assert not Flag.objects.open().filter(obligation="4.1").exists()
