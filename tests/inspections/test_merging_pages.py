"""The pages of proposals: the office runs, changes, sends and decides; departments see and answer their own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inspections.actions import merging
from inspections.merging.problem import Limits
from inspections.models import MergeProposal, MergeRun, PlannedInspection
from inspections.proposing.run import carry_out
from organizations.models import Kind
from registers.models import Holiday
from tests import make

TODAY = timezone.localdate()
YEAR = TODAY.year + 1
NOW = timezone.now()
MONDAY = next(day for day in (date(YEAR, 6, n) for n in range(1, 8)) if day.weekday() == 0)


@pytest.fixture(autouse=True)
def holidays(db):
    """Two years of which one day off is known."""
    for year in (TODAY.year, YEAR):
        Holiday.objects.filter(day__year=year).delete()
        make.holiday(date(year, 10, 1))


@pytest.fixture
def pair(province):
    second = make.organization("第二县", kind=Kind.COUNTY, parent=province.city)
    said = {
        "name": "全省安全生产专项检查",
        "state": "approved",
        "days": 2,
        "people": 4,
        "object_level": "county",
        "planned_from": MONDAY,
        "planned_to": MONDAY + timedelta(days=11),
        "day": MONDAY,
    }
    made = {"year": YEAR, "counties": [province.county, second]} | said
    return (
        make.planned_inspection(province.department, filing_number="测检1号", **made),
        make.planned_inspection(province.other_department, filing_number="测检2号", **made | {"basis_level": "none"}),
    )


@pytest.fixture
def proposal(clerk, pair):
    run = merging.start_run(year=YEAR, limits=Limits(), quiet=[], earliest=TODAY, by=clerk.user, at=NOW)
    carry_out(run.pk, lambda: None, NOW)
    return MergeProposal.objects.get()


@pytest.fixture
def sent(clerk, proposal):
    return merging.send(proposal=proposal.pk, version=proposal.version, by=clerk.user, at=NOW, today=TODAY)


def listed(**query):
    return reverse("inspections:merging", query={"year": YEAR} | query)


def page(one, name="merge_proposal"):
    return reverse(f"inspections:{name}", args=[one.pk])


def parameters(**fields):
    usual = {"year": YEAR, "likeness": 60, "within": 14, "shift": 14, "team": 10, "least": 2, "members": 4}
    return usual | fields


def test_the_office_starts_a_run_and_sees_that_it_is_under_way(clerk, pair):
    answer = clerk.client.post(reverse("inspections:merging_run"), parameters(), follow=True)
    assert MergeRun.objects.get().state == "waiting"
    assert "正在找同类事项" in answer.content.decode()


def test_the_bar_alone_is_asked_for_until_the_run_is_done(clerk, pair):
    run = merging.start_run(year=YEAR, limits=Limits(), quiet=[], earliest=TODAY, by=clerk.user, at=NOW)
    MergeRun.objects.update(state="running", done=3, total=8)
    answer = clerk.get(listed(), headers={"HX-Request": "true"})
    assert "已比对 3 项" in answer.content.decode()
    assert "<html" not in answer.content.decode()
    carry_out(run.pk, lambda: None, NOW)
    assert clerk.get(listed(), headers={"HX-Request": "true"})["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    "fields",
    [
        {"likeness": 20},
        {"team": 1},
        {"year": 1999},
        {"quiet_from": f"{YEAR}-08-01"},
        {"quiet_from": f"{YEAR}-08-31", "quiet_to": f"{YEAR}-08-01"},
    ],
)
def test_a_wrong_parameter_starts_nothing(clerk, fields):
    answer = clerk.post(reverse("inspections:merging_run"), parameters(**fields))
    assert answer.status_code == 422
    assert not MergeRun.objects.exists()


def test_a_year_without_holidays_says_who_can_help(clerk, pair):
    run = merging.start_run(year=YEAR + 9, limits=Limits(), quiet=[], earliest=TODAY, by=clerk.user, at=NOW)
    carry_out(run.pk, lambda: None, NOW)
    assert f"{YEAR + 9}年的节假日安排尚未录入" in clerk.get(listed(year=YEAR + 9)).content.decode()


def test_the_list_tells_what_can_be_saved(clerk, proposal):
    body = clerk.get(listed()).content.decode()
    assert proposal.lead.name in body
    assert "<span>还可省</span><b>4</b>" in body


def test_a_department_sees_nothing_before_it_is_sent(department, proposal):
    assert proposal.lead.name not in department.get(listed()).content.decode()
    assert department.get(page(proposal)).status_code == 404


def test_who_is_not_concerned_never_sees_it(province, city, sent):
    stranger = make.organization("第三厅", parent=province.root)
    user = make.user("third", role="department_clerk", organization=stranger)
    city.client.force_login(user)
    assert city.get(page(sent)).status_code == 404
    assert sent.lead.name not in city.get(listed()).content.decode()


def test_the_grid_shows_letters_before_and_the_joint_team_after(clerk, proposal):
    body = clerk.get(page(proposal)).content.decode()
    before, after = body.split("合并后各县迎检日", 1)
    assert 'class="jf-merge-mark jf-merge-a"><span aria-hidden="true">示</span>' in before
    assert 'class="jf-merge-mark jf-merge-b"><span aria-hidden="true">另</span>' in before
    assert after.count('jf-merge-mark jf-merge-joint"><span aria-hidden="true">联</span>') == 4


def test_the_effect_on_the_year_of_an_average_county_is_told(clerk, proposal):
    # two counties of the pair: 8 county-days by the plans, 4 with the joint team
    assert "4.0 → <strong>2.0</strong>" in clerk.get(page(proposal)).content.decode()


def test_the_office_changes_the_days_and_sends_with_one_click(clerk, proposal):
    said = {"version": proposal.version, "lead": proposal.lead_id, "people": 5}
    days = {"first_day": MONDAY + timedelta(days=1), "last_day": MONDAY + timedelta(days=3)}
    assert clerk.post(page(proposal, "merge_terms"), said | days).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.first_day, proposal.people) == (MONDAY + timedelta(days=1), 5)
    assert clerk.post(page(proposal, "merge_send"), {"version": proposal.version}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == "sent"


def test_a_day_off_is_refused_beside_its_field(clerk, proposal):
    said = {"version": proposal.version, "lead": proposal.lead_id, "people": 5}
    days = {"first_day": f"{YEAR}-01-01", "last_day": MONDAY}
    answer = clerk.post(page(proposal, "merge_terms"), said | days)
    assert answer.status_code == 422
    assert 'id="id_first_day_error"' in answer.content.decode()


def test_a_stale_proposal_is_not_sent(clerk, proposal):
    answer = clerk.client.post(page(proposal, "merge_send"), {"version": proposal.version - 1}, follow=True)
    assert "方案刚被其他同志改过" in answer.content.decode()
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


def test_a_department_answers_and_the_office_joins(clerk, department, other_department, sent):
    assert "本单位答复" in department.get(page(sent)).content.decode()
    for member in (department, other_department):
        assert member.post(page(sent, "merge_answer"), {"answer": "agree"}).status_code == 302
    assert "本单位答复" not in department.get(page(sent)).content.decode()
    answer = clerk.client.post(page(sent, "merge_decide"), {"decision": "join"}, follow=True)
    assert "省下4县日" in answer.content.decode()
    assert sorted(PlannedInspection.objects.values_list("state", flat=True)) == ["approved", "merged"]
    assert "<span>已省下</span><b>4</b>" in clerk.get(listed()).content.decode()


def test_what_waits_for_somebody_is_marked_for_them_alone(clerk, department, other_department, sent):
    assert "待我办" in department.get(listed()).content.decode()
    assert "待我办" not in clerk.get(listed()).content.decode()
    for member in (department, other_department):
        member.post(page(sent, "merge_answer"), {"answer": "agree"})
    assert "待我办" not in department.get(listed()).content.decode()
    assert "待我办" in clerk.get(listed()).content.decode()


def test_a_refusal_without_a_reason_is_asked_for_it(department, sent):
    answer = department.post(page(sent, "merge_answer"), {"answer": "refuse"})
    assert answer.status_code == 422
    assert "请写明理由" in answer.content.decode()


def test_the_office_joins_nothing_before_all_have_answered(clerk, department, sent):
    department.post(page(sent, "merge_answer"), {"answer": "agree"})
    assert clerk.post(page(sent, "merge_decide"), {"decision": "join"}).status_code == 409
    sent.refresh_from_db()
    assert sent.state == "sent"


def test_accepted_reasons_are_shown_to_the_department(clerk, department, other_department, sent):
    department.post(page(sent, "merge_answer"), {"answer": "agree"})
    other_department.post(page(sent, "merge_answer"), {"answer": "refuse", "reason": "时间由中央部署"})
    clerk.post(page(sent, "merge_decide"), {"decision": "excused", "line": "理由成立"})
    body = other_department.get(page(sent)).content.decode()
    assert "理由已认可" in body
    assert "理由成立" in body


def test_departments_neither_run_nor_decide(department, sent):
    assert department.post(reverse("inspections:merging_run"), parameters()).status_code == 403
    assert department.post(page(sent, "merge_decide"), {"decision": "join"}).status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_proposals(
    clerk, proposal, province, django_assert_max_num_queries
):
    for n in range(12):
        counties = [make.organization(f"又{n}县", kind=Kind.COUNTY, parent=province.city)]
        both = (province.department, province.other_department)
        items = [make.planned_inspection(one, year=YEAR, counties=counties) for one in both]
        made = MergeProposal.objects.create(
            run=proposal.run,
            year=YEAR,
            organization=province.department,
            lead=items[0],
            saved=1,
            first_day=MONDAY,
            last_day=MONDAY,
            days=1,
            grid={"before": {}, "after": {}},
        )
        made.members.create(item=items[0])
        made.members.create(item=items[1])
    with django_assert_max_num_queries(18):
        assert clerk.get(listed()).content.decode().count("<tr>") == 14
