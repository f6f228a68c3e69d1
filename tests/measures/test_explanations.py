"""Explanations of single records: submitted by the organization, decided by another person, once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from measures.actions import Refused, decide, explain
from measures.models import Explanation
from registers.models import Change, OutboxJob
from tests import make

DAY = date(2019, 6, 3)


@pytest.fixture
def submitted(department):
    return explain(
        obligation="4.2",
        organization=department.organization.pk,
        register="documents",
        record_key="示发〔2019〕1号",
        year=2019,
        reason="上级文件第三条要求",
        user=department.user,
        on=DAY,
    )


def test_an_accepted_explanation_leaves_its_line_and_asks_for_judging(submitted, clerk):
    decide(explanation=submitted, accept=True, note="", user=clerk.user, on=DAY)
    submitted.refresh_from_db()
    assert submitted.state == "accepted"
    assert list(Change.objects.order_by("sequence").values_list("action", flat=True)) == ["submitted", "decided"]
    assert OutboxJob.objects.filter(topic="judging_wanted").count() == 1


def test_nobody_decides_on_their_own_explanation(submitted, department):
    with pytest.raises(Refused, match="自己"):
        decide(explanation=submitted, accept=True, note="", user=department.user, on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Explanation.objects.filter(pk=submitted.pk).update(state="accepted", decided_by=department.user, decided_on=DAY)


def test_the_second_to_decide_learns_who_was_first(submitted, clerk):
    decide(explanation=submitted, accept=True, note="", user=clerk.user, on=DAY)
    with pytest.raises(Refused, match="clerk"):
        decide(explanation=submitted, accept=False, note="再核", user=make.user(), on=DAY)
    submitted.refresh_from_db()
    assert submitted.state == "accepted"


def test_a_return_needs_a_line_and_a_second_explanation_may_follow_it(submitted, clerk, department):
    with pytest.raises(Refused, match="退回"):
        decide(explanation=submitted, accept=False, note=" ", user=clerk.user, on=DAY)
    decide(explanation=submitted, accept=False, note="请写明条款", user=clerk.user, on=DAY)
    again = explain(
        obligation="4.2",
        organization=department.organization.pk,
        register="documents",
        record_key="示发〔2019〕1号",
        year=2019,
        reason="第三条第二款",
        user=department.user,
        on=DAY,
    )
    assert again.pk != submitted.pk


def test_a_second_explanation_of_a_record_is_refused_while_one_stands(submitted, department):
    with pytest.raises(Refused, match="已有"):
        explain(
            obligation="4.2",
            organization=department.organization.pk,
            register="documents",
            record_key="示发〔2019〕1号",
            year=2019,
            reason="又一次",
            user=department.user,
            on=DAY,
        )
