"""Two at once: what a lock must keep true, in 20 rounds from a barrier each (trust.md). Needs PostgreSQL."""

from datetime import date
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from organizations.actions import assign_role, create_account, succeed
from organizations.lockout import LIMIT, spend_attempt
from organizations.models import Kind, Organization, Succession, User
from organizations.roles import ADMINISTRATORS, Role
from tests import make

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 20


def at_once(*acts):
    """Runs the acts in threads from one barrier; what each returned, or the error that refused it."""
    barrier = Barrier(len(acts))
    results = [None] * len(acts)

    def run(number, act):
        barrier.wait()
        try:
            results[number] = act()
        except ValidationError as error:
            results[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def silent(**line):
    """The history has its own tests."""


@pytest.fixture
def office(transactional_db):
    return make.organization("示例省委办公厅", kind=Kind.LEADING)


def test_two_administrator_roles_at_once_leave_one(office):
    for number in range(ROUNDS):
        user = make.user(f"person{number}")

        def give(role, user=user):
            return assign_role(
                user=user,
                role=role,
                organization=office,
                starts=date(2019, 1, 1),
                ends=None,
                by=None,
                write_line=silent,
            )

        results = at_once(*[lambda role=role: give(role) for role in (*ADMINISTRATORS, Role.GENERAL_OFFICE)])
        assert sum(isinstance(result, ValidationError) for result in results) == 3
        assert user.assignments.count() == 1


def test_shares_given_at_once_never_pass_the_whole(office):
    for number in range(ROUNDS):
        predecessor = make.organization(f"原厅{number}")
        successors = [make.organization(f"新厅{number}-{one}") for one in range(4)]

        def hand_over(successor, predecessor=predecessor):
            return succeed(
                predecessor=predecessor,
                successor=successor,
                effective=date(2019, 1, 1),
                share=Decimal("0.4"),
                write_line=silent,
            )

        at_once(*[lambda one=one: hand_over(one) for one in successors])
        assert Succession.objects.filter(predecessor=predecessor).count() == 2


def test_a_circle_cannot_be_closed_from_two_sides_at_once(office):
    for number in range(ROUNDS):
        ring = [make.organization(f"环厅{number}-{one}") for one in range(3)]

        def follow(one, ring=ring):
            return succeed(
                predecessor=ring[one],
                successor=ring[(one + 1) % 3],
                effective=date(2019, 1, 1),
                share=Decimal(1),
                write_line=silent,
            )

        at_once(*[lambda one=one: follow(one) for one in range(3)])
        assert Succession.objects.filter(predecessor__in=ring).count() == 2


def test_guesses_at_once_are_not_more_than_the_limit(transactional_db):
    now = timezone.now()
    for number in range(ROUNDS):
        tries = at_once(*[lambda number=number: spend_attempt(f"key{number}", now) for _guess in range(LIMIT + 3)])
        assert tries.count(True) == LIMIT


def test_a_name_taken_by_two_at_once_becomes_one_account(transactional_db):
    for number in range(3):
        results = at_once(
            *[
                lambda name=name: create_account(username=name, display_name="", write_line=silent)
                for name in (f"name{number}", f"NAME{number}")
            ]
        )
        assert sum(isinstance(result, ValidationError) for result in results) == 1
        assert User.objects.filter(username__iexact=f"name{number}").count() == 1


def test_those_below_are_found_by_an_index(office):
    """With `enable_seqscan` off, since a handful of rows is read faster without one."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Organization.objects.within([office.path]).explain()
    assert "Index Scan" in plan
    assert "~>=~" in plan
