"""Two at work on one plan at once, in 20 rounds from a barrier: nothing is lost, nothing slips in. PostgreSQL."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from meetings.actions.plan_lines import add_line, save_line
from meetings.actions.plans import pass_on, return_plan, start_plan, submit_plan
from meetings.actions.refused import Refused, Stale
from meetings.models import OPEN_LINES, LineState, MeetingClass, Plan, PlannedMeeting, PlanState
from meetings.planning.line import Limits
from organizations.models import Kind
from organizations.roles import Role
from registers.models import Change
from tests import make
from tests.meetings.plans import sound

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 20


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
def people(transactional_db):
    """Two clerks of a unit, two of the office."""
    root = make.organization("示例省委", kind=Kind.LEADING)
    unit = make.organization("示例厅", parent=root)
    roles = dict.fromkeys(("clerk", "colleague"), (Role.DEPARTMENT_CLERK, unit))
    roles |= dict.fromkeys(("one", "two"), (Role.GENERAL_OFFICE, root))
    found = {name: make.user(name, role=role, organization=where) for name, (role, where) in roles.items()}
    return found | {"unit": unit}


def values(**fields):
    usual = {
        "name": "公路养护推进会",
        "category": MeetingClass.THREE,
        "planned_text": "3月10日",
        "planned_from": date(2020, 3, 10),
        "planned_to": date(2020, 3, 10),
        "duration_text": "半天",
        "half_days": 1,
        "form": "on_site",
        "level": 2,
    }
    return usual | fields


def submitting(plan, by):
    now, today = timezone.now(), timezone.localdate()
    return lambda: submit_plan(plan=plan.pk, version=plan.version, limits=Limits(), by=by, now=now, today=today)


def test_of_two_saves_of_one_line_one_is_kept_and_the_other_is_told(people):
    plan = make.plan(people["unit"])
    line = sound(plan)
    for round_ in range(ROUNDS):
        line.refresh_from_db()

        def saving(who, amount, seen=line.version):
            change = values(people=amount)
            return lambda: save_line(line=line.pk, version=seen, values=change, by=people[who])

        results = at_once(saving("clerk", 100 + round_), saving("colleague", 200 + round_))
        kept = [one for one in results if isinstance(one, PlannedMeeting)]
        told = [one for one in results if isinstance(one, Stale)]
        assert (len(kept), len(told)) == (1, 1), results
        assert told[0].current.people == kept[0].people
    assert Change.objects.filter(key=line.key, action="changed").count() == ROUNDS


def test_nothing_slips_into_a_plan_that_is_being_submitted(people):
    for round_ in range(ROUNDS):
        plan = make.plan(make.organization(parent=people["unit"].parent), year=2020)
        clerk, colleague = (
            make.user(role=Role.DEPARTMENT_CLERK, organization=plan.organization) for _person in range(2)
        )
        sound(plan)
        adding = values(name=f"第{round_}次新加的会", category=MeetingClass.FOUR, level=1)
        results = at_once(
            submitting(plan, clerk),
            lambda plan=plan, by=colleague, new=adding: add_line(plan=plan.pk, values=new, by=by),
        )
        assert isinstance(results[0], Plan), results
        assert isinstance(results[1], PlannedMeeting | Refused), results
        assert not plan.lines.filter(state__in=OPEN_LINES).exists()


def test_the_office_passes_a_plan_on_or_returns_it_never_both(people):
    for _round in range(ROUNDS):
        plan = make.plan(make.organization(parent=people["unit"].parent), year=2020)
        clerk = make.user(role=Role.DEPARTMENT_CLERK, organization=plan.organization)
        line = sound(plan)
        plan = submitting(plan, clerk)()
        seen = {"plan": plan.pk, "version": plan.version, "now": timezone.now()}
        results = at_once(
            lambda seen=seen: pass_on(**seen, by=people["one"]),
            lambda seen=seen: return_plan(**seen, reason="请合并", by=people["two"]),
        )
        assert sum(isinstance(one, Plan) for one in results) == 1, results
        assert sum(isinstance(one, Refused | Stale) for one in results) == 1, results
        plan.refresh_from_db()
        line.refresh_from_db()
        states = (plan.state, line.state)
        assert states in {(PlanState.CHECKED, LineState.CHECKED), (PlanState.RETURNED, LineState.RETURNED)}


def test_a_plan_is_started_once(people):
    for _round in range(ROUNDS):
        unit = make.organization(parent=people["unit"].parent)
        clerks = [make.user(role=Role.DEPARTMENT_CLERK, organization=unit) for _person in range(2)]
        make.meeting(unit, "公路养护推进会", day=date(2019, 3, 12))
        results = at_once(
            *(lambda by=by, unit=unit: start_plan(organization=unit.pk, year=2020, by=by) for by in clerks)
        )
        assert results[0] == results[1], results
        assert results[0].lines.count() == 1
