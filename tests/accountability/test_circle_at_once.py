"""Two are named at once, in 20 rounds from a barrier: a talk is never known to four. PostgreSQL."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from accountability.actions.circles import end_member, name_member
from accountability.actions.refused import Refused
from accountability.models import CircleMember
from accountability.rooms import TALK
from organizations.models import Kind
from organizations.roles import Role
from tests import make

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 20


def at_once(*acts):
    """Runs the acts in threads from one barrier; the sentence that refused each, "" where it was done."""
    barrier, said = Barrier(len(acts)), [""] * len(acts)

    def run(number, act):
        barrier.wait()
        try:
            act()
        except Refused as refused:
            said[number] = refused.message
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


@pytest.fixture
def keepers(transactional_db):
    organ = make.organization("示例纪委监委", kind=Kind.DISCIPLINE)
    return [make.user(f"keeper{n}", role=Role.DISCIPLINE, organization=organ) for n in range(4)], organ


def test_two_added_at_once_leave_no_fourth(keepers):
    people, organ = keepers
    today = timezone.localdate()
    for _round in range(ROUNDS):
        talk = make.talk(organ, circle_size=None)

        def name(member, talk=talk):
            name_member(room=TALK, record=talk.pk, member=member.pk, need="handling", by=people[0], today=today)

        name(people[0])
        name(people[1])
        said = at_once(lambda: name(people[2]), lambda: name(people[3]))
        assert sorted(map(bool, said)) == [False, True]
        assert "最多3人" in "".join(said)
        assert CircleMember.objects.filter(talk=talk, ended_on=None).count() == 3


def test_the_last_two_do_not_both_leave(keepers):
    people, organ = keepers
    today = timezone.localdate()
    for _round in range(ROUNDS):
        talk = make.talk(organ)
        entries = [make.circle_member(one, people[0], talk=talk, slot=n) for n, one in enumerate(people[:2], 1)]
        acts = [
            lambda entry=entry, by=by: end_member(room=TALK, entry=entry.pk, by=by, today=today)
            for entry, by in zip(entries, people[:2], strict=True)
        ]
        said = at_once(*acts)
        assert sorted(map(bool, said)) == [False, True]
        assert CircleMember.objects.filter(talk=talk, ended_on=None).count() == 1
