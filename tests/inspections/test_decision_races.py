"""Two leaders at the same moment, in rounds from a barrier. PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from inspections.actions.decisions import decide
from inspections.actions.refusals import Refused
from inspections.models import InspectionPlan, ItemState, PlannedInspection, PlanState
from organizations.roles import Role
from tests import make

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 20


def at_once(*acts):
    """What each act returned or was refused with, all begun from one barrier."""
    barrier = Barrier(len(acts))

    def run(act):
        barrier.wait()
        try:
            return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [done.result() for done in [pool.submit(run, act) for act in acts]]


def waiting(department, plan=None):
    now = timezone.now()
    on_the_way = {"submitted_by": department.user, "submitted_at": now, "checked_at": now}
    return make.planned_inspection(department.organization, plan=plan, state=ItemState.CHECKED, **on_the_way)


def deciding(item, by, verdict="approve"):
    return lambda: decide(item=item.pk, verdict=verdict, line="意见", by=by, at=timezone.now())


def test_two_leaders_at_once_leave_one_decision(province, leader, department):
    other = make.user("second_leader", role=Role.LEADER, organization=province.root)
    for _round in range(ROUNDS):
        item = waiting(department)
        results = at_once(deciding(item, leader.user), deciding(item, other, "refuse"))
        assert sorted(type(one).__name__ for one in results) == ["PlannedInspection", "Refused"]
        kept = PlannedInspection.objects.get(pk=item.pk)
        assert (kept.state == ItemState.APPROVED) is (kept.decided_by == leader.user)


def test_two_items_approved_at_once_get_two_numbers_and_settle_their_plan(province, leader, department):
    other = make.user("second_leader", role=Role.LEADER, organization=province.root)
    for turn in range(ROUNDS):
        plan = make.inspection_plan(
            province.department,
            year=2019 + turn,
            state=PlanState.CHECKED,
            submitted_by=department.user,
            submitted_at=timezone.now(),
            submitted_on=timezone.localdate(),
        )
        first, second = waiting(department, plan), waiting(department, plan)
        made = at_once(deciding(first, leader.user), deciding(second, other))
        assert len({one.filing_number for one in made}) == 2
        assert InspectionPlan.objects.get(pk=plan.pk).state == PlanState.DECIDED
