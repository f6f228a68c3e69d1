"""Two decide at once, in 20 rounds from a barrier: one decision, and the other is told who was first. PostgreSQL."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from meetings.actions.bodies import Paper, enter
from meetings.actions.decisions import decide, take_back
from meetings.actions.refused import Refused
from meetings.models import Decision, LineState, MeetingClass, PlannedMeeting, PlanState, Verdict
from organizations.models import Kind
from organizations.roles import Role
from registers.models import Change
from tests import make

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 20


def at_once(*acts):
    """Runs the acts in threads from one barrier; what each returned, or the sentence that refused it."""
    barrier = Barrier(len(acts))
    results = [None] * len(acts)

    def run(number, act):
        barrier.wait()
        try:
            results[number] = act()
        except Refused as refused:
            results[number] = refused.message
        except DatabaseError as error:
            # what the lock spares the person; the test that looks at the results shows it
            results[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def cast_of_two(transactional_db):
    """A unit, its leader in charge with a deputy for today, two clerks of the office, and who submits."""
    root = make.organization("示例省委", kind=Kind.LEADING)
    unit = make.organization("示例厅", parent=root)
    people = {
        name: make.user(name, role=role, organization=root)
        for name, role in [
            ("first", Role.LEADER),
            ("second", Role.LEADER),
            ("one", Role.GENERAL_OFFICE),
            ("two", Role.GENERAL_OFFICE),
        ]
    }
    people["submitter"] = make.user("submitter", role=Role.DEPARTMENT_CLERK, organization=unit)
    make.portfolio(people["first"], unit)
    today = timezone.localdate()
    make.deputy(people["first"], people["second"], root, starts=today, ends=today)
    return unit, people


def plan_with(unit, people, lines, category=MeetingClass.THREE):
    submitted = {"submitted_by": people["submitter"], "submitted_at": timezone.now() - timedelta(days=1)}
    year = timezone.localdate().year + 1
    plan = make.plan(
        unit,
        year=year,
        state=PlanState.CHECKED,
        submitted_on=timezone.localdate(),
        **submitted,
    )
    fields = {"plan": plan, "state": LineState.CHECKED, "category": category, **submitted}
    return plan, [make.planned(unit, **fields) for _line in range(lines)]


def deciding(planned, by, verdict=Verdict.APPROVE):
    return lambda: decide(
        planned=planned.pk, version=planned.version, verdict=verdict, line="请按此办", by=by, now=timezone.now()
    )


def test_leader_and_deputy_at_once_leave_one_decision(cast_of_two):
    unit, people = cast_of_two
    plan, lines = plan_with(unit, people, ROUNDS)
    for line in lines:
        results = at_once(
            deciding(line, people["first"], Verdict.APPROVE), deciding(line, people["second"], Verdict.REFUSE)
        )
        made = [one for one in results if isinstance(one, Decision)]
        told = [one for one in results if isinstance(one, str)]
        assert (len(made), len(told)) == (1, 1), results
        assert told[0].startswith(("first已于", "second代first已于"))
        assert told[0].startswith(str(made[0].decided_by))
        kept = Decision.objects.get(planned=line)
        line.refresh_from_db()
        assert line.state == (LineState.APPROVED if kept.verdict == Verdict.APPROVE else LineState.REFUSED)
        assert Change.objects.filter(subject="meetings.plannedmeeting", key=line.key).count() == 1
    plan.refresh_from_db()
    assert plan.state == PlanState.DECIDED


def test_two_lines_of_a_unit_approved_at_once_get_two_numbers_and_close_the_plan(cast_of_two):
    above, people = cast_of_two
    for _round in range(ROUNDS):
        unit = make.organization(parent=above)
        make.portfolio(people["first"], unit)
        plan, (one, two) = plan_with(unit, people, 2)
        results = at_once(deciding(one, people["first"]), deciding(two, people["first"]))
        assert all(isinstance(result, Decision) for result in results), results
        numbers = set(PlannedMeeting.objects.filter(plan=plan).values_list("number", flat=True))
        assert numbers == {f"{unit.code}-{plan.year}-1", f"{unit.code}-{plan.year}-2"}
        plan.refresh_from_db()
        assert plan.state == PlanState.DECIDED


def test_two_meetings_outside_the_plan_get_two_numbers(cast_of_two):
    unit, people = cast_of_two
    submitted = {"submitted_by": people["submitter"], "submitted_at": timezone.now() - timedelta(days=1)}
    year = timezone.localdate().year
    for _round in range(ROUNDS):
        one, two = (
            make.planned(unit, year=year, state=LineState.CHECKED, category=MeetingClass.FOUR, **submitted)
            for _line in range(2)
        )
        results = at_once(deciding(one, people["first"]), deciding(two, people["second"]))
        assert all(isinstance(result, Decision) for result in results), results
    numbers = PlannedMeeting.objects.values_list("number", flat=True)
    assert len(set(numbers)) == len(numbers) == 2 * ROUNDS


def test_two_clerks_enter_one_sitting_once(cast_of_two):
    unit, people = cast_of_two
    _plan, lines = plan_with(unit, people, ROUNDS, MeetingClass.TWO)
    paper = Paper("省委常委会会议", "〔2019〕12号", timezone.localdate())

    def entering(line, by):
        return lambda: enter(
            planned=[line.pk], verdict=Verdict.APPROVE, paper=paper, line="", by=by, now=timezone.now()
        )

    for line in lines:
        results = at_once(entering(line, people["one"]), entering(line, people["two"]))
        assert sum(isinstance(one, list) for one in results) == 1, results
        assert any(isinstance(one, str) and one.startswith("省委常委会会议已于") for one in results), results
        assert Decision.objects.filter(planned=line).count() == 1


def test_a_decision_is_taken_back_once(cast_of_two):
    unit, people = cast_of_two
    _plan, lines = plan_with(unit, people, ROUNDS)
    for line in lines:
        made = deciding(line, people["first"])()

        def taking(made=made):
            return take_back(decision=made.pk, by=people["first"], now=timezone.now())

        results = at_once(taking, taking)
        assert sum(isinstance(one, Decision) for one in results) == 1, results
        line.refresh_from_db()
        assert (line.state, line.version) == (LineState.CHECKED, 3)
