"""Two workers judge at once, in rounds from a barrier: one standing, one open flag, the newest figures. PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from documents.models import Document
from measures.engine import judge
from measures.models import Flag, FlagEvent, JudgedYear, Standing
from measures.status import Status
from organizations.models import Level
from tests import make

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
    for model in (FlagEvent, Flag, Standing, JudgedYear):
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


def test_a_late_run_never_writes_old_figures_over_new(department):
    def one_more():
        make.document(department, day=DAY, level=Level.COUNTY)
        judge(2019, DAY)

    for done in range(1, ROUNDS + 1):
        at_once(one_more, one_more)
        assert Standing.objects.get(obligation="4.1").value == 2 * done


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
