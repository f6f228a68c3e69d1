"""Two at one tip at once, in 20 rounds from a barrier: one act counts, one tally, one approval. PostgreSQL."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection

from accountability.actions import exposures, tips
from accountability.actions.forgetting import forget_closed
from accountability.actions.refused import Refused, Stale
from accountability.models import Exposure, Tip, TipMessage, TipTally
from organizations.models import Kind
from organizations.roles import Role
from registers.models import Change
from tests import make

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 20
# answered on the sixteenth working day, 21 February
CAME, LATE = date(2019, 1, 25), date(2019, 2, 21)


def at_once(*acts):
    """Runs the acts in threads from one barrier; what each returned, or the exception that refused it."""
    barrier, results = Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        barrier.wait()
        try:
            results[number] = act()
        except (Refused, Stale, DatabaseError) as refused:
            results[number] = refused
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def office(transactional_db):
    return make.organization("示例省委办公厅", kind=Kind.LEADING)


@pytest.fixture
def people(office):
    return [make.user(name, role=Role.GENERAL_OFFICE, organization=office) for name in ("one", "two")]


def test_of_two_answers_at_once_one_is_kept(office, people):
    for _round in range(ROUNDS):
        tip = make.tip(office, day=CAME)

        def answer(by, tip=tip):
            return lambda: tips.answer(tip=tip.pk, version=1, text="答复", by=by, today=CAME)

        results = at_once(*(answer(by) for by in people))
        assert sum(isinstance(result, Tip) for result in results) == 1
        assert TipMessage.objects.filter(tip=tip).count() == 1


def test_two_jobs_at_once_count_a_late_tip_once(office):
    for number in range(ROUNDS):
        fields = {"state": "closed", "answered_on": LATE, "closed_on": LATE}
        tip = make.tip(office, day=CAME, **fields)
        at_once(*[lambda: forget_closed(today=LATE + timedelta(days=90))] * 2)
        assert not Tip.objects.exists()
        assert TipTally.objects.get().tips == number + 1
        assert Change.objects.filter(action="deleted", key=str(tip.pk)).count() == 1


def test_of_an_approval_and_a_change_at_once_one_is_kept(office, people):
    """What is shown is what was approved, never what came a moment later."""
    one, two = people
    for number in range(ROUNDS):
        made = make.exposure(office, prepared_by=one, title=f"第{number}篇", body="审核的人看到的")
        fields = {"title": made.title, "kind": "exposure", "published_on": made.published_on, "level": 3}
        at_once(
            lambda made=made: exposures.approve(exposure=made.pk, version=1, by=two, today=CAME),
            lambda made=made, fields=fields: exposures.amend(
                exposure=made.pk, version=1, fields=fields | {"body": "改过的"}, by=one
            ),
        )
        held = Exposure.objects.get(pk=made.pk)
        assert held.version == 2
        assert (held.state == "published") == (held.body == "审核的人看到的")
