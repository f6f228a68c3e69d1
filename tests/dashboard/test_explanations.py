"""The office decides explanations, each once; nobody their own."""

import pytest
from django.urls import reverse

from measures.models import Explanation, Standing
from organizations.roles import Role
from registers.models import OutboxJob
from tests import make
from tests.dashboard.judging import too_many

LIST = "dashboard:explanations"


@pytest.fixture
def submitted(department, province):
    (first, *_others) = too_many(province.department)
    return make.explanation(province.department, department.user, record_key=first.key, reason="应急处置")


def decide(member, explanation, **data):
    return member.post(reverse("dashboard:explanation_decide", args=[explanation.pk]), data, follow=True)


def text(page):
    return page.content.decode()


def test_what_waits_is_listed_first(clerk, submitted, province, department):
    page = clerk.get(reverse(LIST))
    assert [row["one"] for row in page.context["rows"]] == [submitted]
    assert "应急处置" in text(page)
    decide(clerk, submitted, verdict="accept")
    assert clerk.get(reverse(LIST)).context["rows"] == []
    assert "没有待审核的说明" in text(clerk.get(reverse(LIST)))
    assert len(clerk.get(reverse(LIST), {"state": "accepted"}).context["rows"]) == 1


def test_an_accepted_record_leaves_the_figure(clerk, submitted):
    assert "已认可，该记录不再计入" in text(decide(clerk, submitted, verdict="accept"))
    submitted.refresh_from_db()
    assert (submitted.state, submitted.decided_by) == ("accepted", clerk.user)
    assert OutboxJob.objects.filter(topic="judging_wanted").exists()


def test_a_returned_one_says_why(clerk, department, submitted):
    refused = decide(clerk, submitted, verdict="return", note="")
    assert refused.status_code == 409
    assert "退回时请写一句理由" in text(refused)
    decide(clerk, submitted, verdict="return", note="请附文号")
    page = department.get(reverse("dashboard:evidence", args=["4.1", "D1", 2019]))
    assert "请附文号" in text(page)
    assert "说明情况</summary>" in text(page)


def test_the_second_decision_is_told_who_was_first(clerk, submitted, province):
    other = make.user("second", role=Role.GENERAL_OFFICE, organization=province.office)
    decide(clerk, submitted, verdict="accept")
    clerk.client.force_login(other)
    answer = decide(clerk, submitted, verdict="return", note="不行")
    assert answer.status_code == 409
    assert f"{clerk.user}已于" in text(answer)
    assert Explanation.objects.get().state == "accepted"


def test_nobody_decides_their_own(clerk, province):
    (first, *_others) = too_many(province.department)
    own = make.explanation(province.department, clerk.user, record_key=first.key)
    assert "您提交的，由其他同志审核" in text(clerk.get(reverse(LIST)))
    answer = decide(clerk, own, verdict="accept")
    assert "不能审核自己提交的说明" in text(answer)
    assert Explanation.objects.get().state == "submitted"


def test_neither_accept_nor_return_is_no_decision(clerk, submitted):
    assert decide(clerk, submitted, verdict="maybe").status_code == 422
    assert Explanation.objects.get().state == "submitted"


def test_only_the_office_decides(department, leader, submitted):
    for member in (department, leader):
        assert member.get(reverse(LIST)).status_code == 403
        assert decide(member, submitted, verdict="accept").status_code == 403
    assert Standing.objects.filter(status="breached").exists()


def test_the_list_leaves_as_a_sheet(clerk, submitted):
    answer = clerk.get(reverse(LIST), {"export": "csv"})
    assert "应急处置" in b"".join(answer.streaming_content).decode("utf-8-sig")
