"""Review, correction and issue of targets by the general office."""

from decimal import Decimal

import pytest
from django.urls import reverse

from measures.issuing import draft, issue
from measures.models import Standing, Target
from registers.models import Change, OutboxJob
from tests.dashboard.judging import DAY, documents, too_many

LIST = "dashboard:targets"
YEAR = "?year=2019"


@pytest.fixture
def drafted(province):
    """4.1 of the department as draft: baseline 10, ceiling 7, lower edge 5."""
    too_many(province.department)
    draft(2019, DAY)
    return Target.objects.get(obligation="4.1", organization=province.department)


def text(page):
    return page.content.decode()


def post(member, name, data=None, args=()):
    return member.post(reverse(f"dashboard:{name}", args=args) + YEAR, data or {}, follow=True)


def correcting(member, target):
    """What the form of a correction shows to begin with."""
    form = member.get(reverse("dashboard:target_correct", args=[target.pk])).context["form"]
    return dict(form.initial) | {"reason": "按核定文件更正"}


def test_the_office_reviews_drafts_in_administrative_order(clerk, drafted):
    page = clerk.get(reverse(LIST) + YEAR)
    found = [row for row in page.context["rows"] if row.target.baseline is not None]
    assert [(row.organization.code, row.target.baseline, row.target.ceiling) for row in found] == [("D1", 10, 7)]
    assert page.context["drafts"] == 1
    assert "没有基数，不能下达" in text(page)


def test_drafts_are_computed_on_demand(clerk, province):
    too_many(province.department)
    assert "还没有目标" in text(clerk.get(reverse(LIST) + YEAR))
    post(clerk, "targets_draft")
    assert Target.objects.get(obligation="4.1", organization=province.department).ceiling == 7


def test_targets_are_issued_with_a_signer_once(clerk, drafted):
    answer = post(clerk, "targets_issue", {"by": "王五", "sure": "on", "reason": "办〔2019〕1号"})
    assert "已下达1项目标" in text(answer)
    drafted.refresh_from_db()
    assert (drafted.state, drafted.issued_by, drafted.issuer) == ("issued", "王五", clerk.user)
    assert OutboxJob.objects.filter(topic="judging_wanted").exists()
    assert "没有可下达的草稿" in text(post(clerk, "targets_issue", {"by": "赵六", "sure": "on"}))
    drafted.refresh_from_db()
    assert drafted.issued_by == "王五"


@pytest.mark.parametrize(
    ("data", "words"),
    [({"sure": "on"}, "没有签发人不能下达"), ({"by": "王五"}, "请勾选"), ({"by": "  ", "sure": "on"}, "没有签发人")],
)
def test_nothing_is_issued_without_signer_and_confirmation(clerk, drafted, data, words):
    answer = post(clerk, "targets_issue", data)
    assert answer.status_code == 422
    assert words in text(answer)
    drafted.refresh_from_db()
    assert drafted.state == "draft"


def test_a_draft_is_corrected_with_a_reason_and_the_bounds_follow(clerk, drafted):
    data = correcting(clerk, drafted) | {"baseline": "20", "ceiling": "", "stretch": ""}
    answer = post(clerk, "target_correct", data, [drafted.pk])
    assert "已更正，下达后生效" in text(answer)
    drafted.refresh_from_db()
    assert (drafted.baseline, drafted.ceiling, drafted.stretch) == (20, 14, 10)
    line = Change.objects.get(action="corrected")
    assert line.reason == "按核定文件更正"
    assert line.actor == clerk.user
    assert drafted.computed == 10


def test_a_corrected_draft_survives_the_next_computation(clerk, drafted, province):
    post(clerk, "target_correct", correcting(clerk, drafted) | {"baseline": "20"}, [drafted.pk])
    documents(province.department, 2018, [(7, 1)])
    post(clerk, "targets_draft")
    drafted.refresh_from_db()
    assert drafted.baseline == 20


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": ""}, "请写一句更正理由"),
        ({"baseline": ""}, "请写核定基数"),
        ({"baseline": "-1"}, "不小于0"),
        ({"baseline": "许多"}, "应为不小于0的数字"),
        ({"ceiling": "11"}, "上限不得高于基数"),
        ({"stretch": "8"}, "不得高于上限"),
    ],
)
def test_a_wrong_correction_is_told_at_its_field(clerk, drafted, change, words):
    answer = post(clerk, "target_correct", correcting(clerk, drafted) | change, [drafted.pk])
    assert answer.status_code == 422
    assert words in text(answer)
    assert Target.objects.get(pk=drafted.pk).baseline == 10


def test_a_correction_of_what_somebody_else_changed_is_refused(clerk, drafted):
    stale = correcting(clerk, drafted)
    post(clerk, "target_correct", correcting(clerk, drafted) | {"baseline": "20", "ceiling": ""}, [drafted.pk])
    answer = post(clerk, "target_correct", stale | {"baseline": "30"}, [drafted.pk])
    assert answer.status_code == 409
    assert "您的更正未保存" in text(answer)
    assert Target.objects.get(pk=drafted.pk).baseline == 20


def test_an_issued_target_changes_by_a_new_issue_only(clerk, drafted):
    post(clerk, "targets_issue", {"by": "王五", "sure": "on"})
    drafted.refresh_from_db()
    post(clerk, "target_correct", correcting(clerk, drafted) | {"baseline": "20", "ceiling": ""}, [drafted.pk])
    drafted.refresh_from_db()
    assert (drafted.state, drafted.baseline) == ("issued", 10)
    new = Target.objects.get(version=2)
    assert (new.state, new.baseline) == ("draft", 20)
    post(clerk, "targets_issue", {"by": "赵六", "sure": "on"})
    drafted.refresh_from_db()
    new.refresh_from_db()
    assert (drafted.state, new.state, new.issued_by) == ("replaced", "issued", "赵六")
    assert clerk.get(reverse("dashboard:target_correct", args=[drafted.pk])).status_code == 404


def test_an_issued_target_has_one_correction_at_a_time(clerk, drafted):
    post(clerk, "targets_issue", {"by": "王五", "sure": "on"})
    drafted.refresh_from_db()
    post(clerk, "target_correct", correcting(clerk, drafted) | {"baseline": "20"}, [drafted.pk])
    answer = post(clerk, "target_correct", correcting(clerk, drafted) | {"baseline": "30"}, [drafted.pk])
    assert answer.status_code == 409
    assert Target.objects.filter(state="draft", obligation="4.1", baseline__isnull=False).count() == 1


def test_a_drift_is_shown_beside_the_issued_baseline(clerk, drafted, province):
    issue(year=2019, by="王五", on=DAY, actor=None, path="command")
    documents(province.department, 2018, [(7, 1)])
    page = clerk.get(reverse(LIST) + YEAR)
    (row,) = [row for row in page.context["rows"] if row.drifts]
    assert row.now == Decimal(11)
    assert "台账现为11" in text(page)


def test_a_department_sees_its_own_targets_and_issues_none(department, drafted):
    page = department.get(reverse(LIST) + YEAR)
    assert {row.organization.code for row in page.context["rows"]} == {"D1"}
    assert "下达后按它判断" not in text(page)
    for name, args in [("targets_issue", []), ("targets_draft", []), ("target_correct", [drafted.pk])]:
        assert post(department, name, {"by": "王五", "sure": "on"}, args).status_code == 403
    assert Standing.objects.filter(status="breached").exists()


def test_the_list_is_filtered_and_leaves_as_a_sheet(clerk, drafted):
    page = clerk.get(reverse(LIST), {"year": 2019, "obligation": "6.2"})
    assert {row.target.obligation for row in page.context["rows"]} == {"6.2"}
    answer = clerk.get(reverse(LIST), {"year": 2019, "obligation": "4.1", "export": "csv"})
    assert "示例厅,D1,4.1" in b"".join(answer.streaming_content).decode("utf-8-sig")
    assert clerk.get(reverse(LIST), {"obligation": "nonsense"}).status_code == 422
