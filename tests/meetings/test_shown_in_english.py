"""Who works in English reads English days and what was decided, not the words of the buttons."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import translation

from dashboard.approvals.said import Said
from dashboard.plans.rows import said_approvers
from meetings.actions.decisions import already
from meetings.models import LineState, MeetingClass, PlanState
from tests import make

WORDS = [("approve", "Approved", "approved"), ("refuse", "Refused", "refused"), ("return", "Returned", "returned")]
# ten at night, the day before in London
AT = datetime(2020, 3, 4, 16, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _language_left_as_it_was():
    """A request leaves its language behind in the thread."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def line(department, leader, province):
    sent = {"submitted_by": department.user, "submitted_at": AT}
    plan = make.plan(province.department, state=PlanState.CHECKED, submitted_on=date(2020, 3, 2), **sent)
    return make.planned(province.department, "公路养护推进会", plan=plan, state=LineState.CHECKED, **sent)


@pytest.mark.parametrize(("verdict", "listed", "spoken"), WORDS)
def test_a_decision_is_told_as_done_with_its_day(line, leader, department, verdict, listed, spoken):
    made = make.decision(line, leader.user, department.user, verdict=verdict, decided_at=AT, line="-")
    with translation.override("en"):
        said = Said.of(made)
        assert (said.word, said.sentence) == (listed, f"leader, 5 Mar: {spoken}: -")
        assert f"5 Mar, 00:15: {spoken}." in already(made)
    assert Said.of(made).sentence == f"leader3月5日{Said.of(made).word.removeprefix('已')}：-"


def test_the_page_of_an_approval_has_its_days_in_english(line, leader, department, province):
    make.portfolio(leader.user, province.department)
    make.decision(line, leader.user, department.user, decided_at=AT)
    leader.client.cookies["django_language"] = "en"
    page = leader.get(reverse("dashboard:approval", args=[line.pk])).content.decode()
    assert "5 Mar, 00:15" in page
    assert "月" not in re.search(r'<ul class="jf-approval-said">.*?</ul>', page, re.DOTALL)[0]


def test_the_page_of_a_single_meeting_lists_what_was_decided(leader, department, province):
    sent = {"submitted_by": department.user, "submitted_at": AT}
    one = make.planned(province.department, reason="急", state=LineState.APPROVED, **sent)
    make.decision(one, leader.user, department.user, decided_at=AT)
    assert (
        "<b>leader</b> 已同意 2020-03-05 00:15"
        in department.get(reverse("dashboard:single", args=[one.pk])).content.decode()
    )


def test_approvers_are_joined_as_the_language_does(line):
    line.category, line.heads_called = MeetingClass.THREE, True
    assert said_approvers(line, "沈望") == "沈望＋主要领导"
    with translation.override("en"):
        assert re.fullmatch(r"沈望 \+ [A-Za-z ]+", said_approvers(line, "沈望"))


def test_a_plan_that_was_checked_is_called_checked():
    with translation.override("en"):
        assert str(PlanState.CHECKED.label) == "Checked"
