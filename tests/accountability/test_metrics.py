"""Figures of measures 22–25 and 30 against a plain loop over the same rows."""

from calendar import monthrange
from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from django.utils import timezone

from accountability.models import Case, Complaint, Talk
from metrics.period import Period
from metrics.registry import registry
from organizations.models import Kind
from registers.workdays import MissingYear, is_working_day
from tests import make

pytestmark = pytest.mark.django_db
YEAR = Period.year(2019)
FIRST = date(2018, 9, 1)


@pytest.fixture
def organs(db):
    return [make.organization(f"测试纪委监委{n}", kind=Kind.DISCIPLINE) for n in range(2)]


def found(name, period=YEAR, **parameters):
    """What the metric names, by organization."""
    metric = registry[name]
    if metric.findings:
        return Counter(one.organization for one in metric.find(period, None, **parameters))
    rows = metric.source.rows().filter(metric.condition(**parameters), day__range=(period.start, period.end))
    return Counter(rows.values_list("organization_id", flat=True))


def some_day(dice, first=FIRST, span=480):
    return first + timedelta(days=dice.randrange(span))


def maybe(dice, value, share=0.7):
    return value if dice.random() < share else None


def due_after(day, working_days):
    while working_days:
        day += timedelta(days=1)
        working_days -= is_working_day(day)
    return day


def test_cases_are_counted_as_a_plain_loop_counts_them(organs):
    dice = Random("cases")
    for _number in range(80):
        day = some_day(dice)
        ends = maybe(dice, day + timedelta(days=dice.randrange(200)))
        make.case(
            dice.choice(organs),
            day=day,
            decided=dice.random() < 0.8,
            subject_kind=dice.choice(["leading_cadre", "party_organization"]),
            self_corrected=dice.choice([None, True, False]),
            correction_weighed=dice.choice([None, True, False]),
        )
        case = Case.objects.latest("pk")
        if case.decided_on:
            for step in ("facts_shown_on", "organization_heard_on", "person_heard_on", "tolerance_assessed_on"):
                setattr(case, step, maybe(dice, day))
            case.influence_ends_on = ends
            case.reviewed_on = maybe(dice, ends + timedelta(days=dice.randrange(60))) if ends else None
            case.save()
    naive = {name: Counter() for name in ("organization", "person", "correction", "tolerance", "reviews")}
    for case in Case.objects.all():
        whose = case.organization_id
        if case.influence_ends_on:
            late = case.influence_ends_on + timedelta(days=31)
            if late.year == 2019 and (case.reviewed_on is None or case.reviewed_on >= late):
                naive["reviews"][whose] += 1
        if case.decided_on is None or case.decided_on.year != 2019:
            continue
        naive["organization"][whose] += case.organization_heard_on is None
        cadre = case.subject_kind == "leading_cadre"
        naive["person"][whose] += case.facts_shown_on is None or (cadre and case.person_heard_on is None)
        naive["correction"][whose] += case.correction_weighed is not True and case.self_corrected is not False
        naive["tolerance"][whose] += case.tolerance_assessed_on is None
    assert found("accountability.organization_unheard") == naive["organization"]
    assert found("accountability.person_unheard") == naive["person"]
    assert found("accountability.correction_unweighed") == naive["correction"]
    assert found("accountability.tolerance_unassessed") == naive["tolerance"]
    assert found("accountability.reviews_overdue") == naive["reviews"]
    assert all(sum(counted.values()) > 3 for counted in naive.values())


def test_complaints_are_counted_as_a_plain_loop_counts_them(organs):
    dice = Random("complaints")
    for _number in range(120):
        day = some_day(dice)
        closed = maybe(dice, day + timedelta(days=dice.randrange(90)))
        told = closed and maybe(dice, closed + timedelta(days=dice.randrange(40)))
        make.complaint(
            dice.choice(organs),
            day=day,
            named=dice.choice([True, True, False, None]),
            notified_on=maybe(dice, day + timedelta(days=dice.randrange(40))),
            closed_on=closed,
            outcome=dice.choice(["untrue", "untrue", "true", "unproven"]) if closed else "",
            result_told_on=told,
            needs_clarification=dice.choice([True, True, False]),
            clarified_on=closed and maybe(dice, closed + timedelta(days=dice.randrange(60))),
            clarified_by=dice.choice([["written"], ["written", "meeting"], ["meeting"], []]),
            false_accusation=dice.choice([True, False, None]),
            accusation_handled_on=maybe(dice, day + timedelta(days=dice.randrange(500))),
        )
    replies, clearing, accusations = Counter(), Counter(), Counter()
    for row in Complaint.objects.all():
        whose = row.organization_id
        for began, done in ((row.received_on, row.notified_on), (row.closed_on, row.result_told_on)):
            if row.named and began:
                late = due_after(began, 15) + timedelta(days=1)
                replies[whose] += late.year == 2019 and (done is None or done >= late)
        if row.outcome == "untrue" and row.needs_clarification:
            late = row.closed_on + timedelta(days=31)
            kept = "written" in row.clarified_by and row.clarified_on and row.clarified_on < late
            clearing[whose] += late.year == 2019 and not kept
        handled = row.accusation_handled_on
        recognised = row.false_accusation and row.received_on.year == 2019
        accusations[whose] += bool(recognised and (handled is None or handled > YEAR.end))
    assert found("accountability.replies_overdue") == replies
    assert found("accountability.clarifications_overdue") == clearing
    assert found("accountability.false_accusations_open") == accusations
    assert all(sum(counted.values()) > 5 for counted in (replies, clearing, accusations))


def test_talks_are_counted_as_a_plain_loop_counts_them(organs):
    dice = Random("talks")
    for _number in range(120):
        day = some_day(dice)
        replied = maybe(dice, day + timedelta(days=dice.randrange(40)))
        make.talk(
            dice.choice(organs),
            day=day,
            own_plan=dice.choice([True, True, False, None]),
            circle_size=dice.choice([None, 0, 1, 3, 4]),
            replied_on=replied,
            closed_on=replied and maybe(dice, replied + timedelta(days=dice.randrange(60))),
        )
    unplanned, overdue = Counter(), Counter()
    for row in Talk.objects.all():
        planned = row.own_plan and row.circle_size and row.circle_size <= 3
        unplanned[row.organization_id] += row.sent_on.year == 2019 and not planned
        late = due_after(row.sent_on, 15) + timedelta(days=1)
        overdue[row.organization_id] += late.year == 2019 and (row.replied_on is None or row.replied_on >= late)
        if row.replied_on:
            late = a_month_after(row.replied_on) + timedelta(days=1)
            overdue[row.organization_id] += late.year == 2019 and (row.closed_on is None or row.closed_on >= late)
    assert found("accountability.talks_unplanned") == unplanned
    assert found("accountability.talks_overdue") == overdue


def a_month_after(day):
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def test_a_limit_that_has_not_passed_by_the_day_judged_is_not_late(organs):
    make.complaint(organs[0], day=date(2019, 1, 28), named=True)
    on_the_last_day, a_day_later = Period.year_to(date(2019, 2, 21)), Period.year_to(date(2019, 2, 22))
    assert not found("accountability.replies_overdue", on_the_last_day)
    assert found("accountability.replies_overdue", a_day_later) == {organs[0].pk: 1}


def test_a_deadline_in_a_year_without_a_table_is_not_guessed_and_not_needed_before_it_comes(organs):
    unknown = timezone.localdate().replace(year=2031, month=1, day=4)
    make.complaint(organs[0], day=date(2026, 12, 28), named=True)
    assert not found("accountability.replies_overdue", Period.year(2026))
    make.complaint(organs[0], day=unknown, named=True)
    with pytest.raises(MissingYear):
        found("accountability.replies_overdue", Period.year(2031))


def test_tips_that_were_deleted_stay_late_as_a_number(organs):
    make.tip(organs[0], day=date(2019, 1, 28), answered_on=date(2019, 2, 22))
    make.tip(organs[0], day=date(2019, 1, 28), answered_on=date(2019, 2, 21))
    make.tip_tally(organs[0], day=date(2019, 2, 22), tips=2)
    assert found("accountability.tips_overdue") == {organs[0].pk: 3}


def test_an_exposure_taken_down_no_longer_counts(organs, security_admin, clerk):
    make.exposure(organs[0])
    make.exposure(organs[0], kind="example")
    shown = make.exposure(organs[0], kind="example")
    shown.state, shown.prepared_by, shown.approved_by = "withdrawn", clerk.user, security_admin.user
    shown.approved_on = shown.day
    shown.save()
    assert found("accountability.exposures") == found("accountability.examples") == {organs[0].pk: 1}
