"""Single meetings outside the plan: typed, stopped, put right by a button, handed in, passed on."""

import json
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.approval.entitled import waiting_for
from meetings.models import LineState, PlannedMeeting
from registers.models import Change, OutboxJob
from tests import make

NEW = reverse("dashboard:single_new")
YEAR = timezone.localdate().year


def typed(**said):
    """What a browser sends for a sound request; `said` overrides it."""
    return {
        "version": 0,
        "name": "全省防汛调度会",
        "category": 3,
        "planned_text": "7月10日",
        "duration_text": "60分钟",
        "form": "video",
        "scope_text": "市局分管负责人，14人",
        "in_name_of": "department",
        "reason": "汛情提前",
        "do": "submit",
    } | said


def august(**said):
    return typed(planned_text="8月20日", province_wide="yes", **said)


def text(page):
    return page.content.decode()


def made():
    return PlannedMeeting.objects.get()


def act(member, name, line, **said):
    line.refresh_from_db()
    address = reverse(f"dashboard:single_{name}", args=[line.pk])
    return member.post(address, {"version": line.version, **said}, follow=True)


@pytest.fixture
def submitted(department):
    department.post(NEW, typed())
    return made()


def test_a_sound_request_goes_to_the_office(department, submitted, province):
    assert (submitted.state, submitted.outside_plan, submitted.plan) == (LineState.SUBMITTED, True, None)
    assert (submitted.organization, submitted.submitted_by) == (province.department, department.user)
    assert (submitted.planned_from, submitted.minutes, submitted.people) == (date(YEAR, 7, 10), 60, 14)
    assert {line.action for line in Change.objects.filter(key=submitted.key)} == {"created", "submitted"}
    assert OutboxJob.objects.filter(payload__register="meeting_plans").exists()


def test_why_it_was_not_planned_is_demanded(department):
    page = department.post(NEW, typed(reason=" "))
    assert page.status_code == 422
    assert "请写明为什么要在计划外召开" in text(page)
    assert not PlannedMeeting.objects.exists()


def test_an_august_meeting_is_stopped_and_nothing_is_kept(department):
    page = department.post(NEW, august())
    assert page.status_code == 422
    assert "8月是无会月" in text(page)
    assert "全省防汛调度会" in text(page)
    assert not PlannedMeeting.objects.exists()


def test_a_way_out_moves_the_day_in_the_form(department):
    page = department.post(NEW, august(take="quiet_month.move_0", do=""))
    assert "8月是无会月" not in text(page)
    form = page.context["form"]
    assert form["planned_text"].value() == page.context["form"].data["planned_text"]
    assert form["planned_text"].value().startswith("7月")
    assert not PlannedMeeting.objects.exists()


def test_an_emergency_needs_its_approver_and_its_reason(department):
    way = {"take": "quiet_month.emergency", "do": ""}
    assert "请写明由谁批准" in text(department.post(NEW, august(**way)))
    refused = department.post(NEW, august(**way, **{"approver-quiet_month": "顾衡"}))
    assert "请写一句理由" in text(refused)
    both = {"approver-quiet_month": "顾衡", "reason-quiet_month": "防汛Ⅱ级响应"}
    page = department.post(NEW, august(**way, **both))
    assert page.status_code == 200
    form = page.context["form"]
    assert (form["emergency"].value(), form["emergency_approver"].value()) == (True, "顾衡")
    assert json.loads(form["excuses"].value()) == {"quiet_month": "防汛Ⅱ级响应"}


def test_an_excused_august_meeting_is_kept_with_both(department):
    excuses = json.dumps({"quiet_month": "防汛Ⅱ级响应"})
    department.post(NEW, august(emergency="on", emergency_approver="顾衡", excuses=excuses))
    line = made()
    assert (line.emergency, line.emergency_approver) == (True, "顾衡")
    assert line.excuses == {"quiet_month": "防汛Ⅱ级响应"}


def test_an_emergency_without_approver_is_refused(department):
    page = department.post(NEW, august(emergency="on"))
    assert "应急召开的，请写明由谁批准" in text(page)
    assert not PlannedMeeting.objects.exists()


def test_in_principle_a_reason_settles_it(department):
    long = typed(duration_text="120分钟")
    assert department.post(NEW, long).status_code == 422
    page = department.post(NEW, long | {"take": "remote.reason", "reason-remote": "议题多", "do": ""})
    excuses = page.context["form"]["excuses"].value()
    assert department.post(NEW, long | {"excuses": excuses}).status_code == 302
    assert made().excuses == {"remote": "议题多"}


@pytest.mark.parametrize("excuses", ['["x"]', '{"made_up": "y"}', "{", "3"])
def test_spoilt_excuses_excuse_nothing(department, excuses):
    page = department.post(NEW, typed(duration_text="120分钟", excuses=excuses))
    assert page.status_code == 422
    again = department.post(NEW, typed(duration_text="120分钟", excuses=excuses, take="remote.shorten", do=""))
    assert again.status_code == 200
    assert "一般不超过90分钟" not in text(again)


def test_a_way_that_no_longer_stands_is_not_taken(department):
    assert department.post(NEW, typed(take="quiet_month.move_0", do="")).status_code == 409


def test_what_the_checks_say_while_typing_is_a_fragment(department):
    page = department.post(reverse("dashboard:single_check"), august(do=""))
    assert "8月是无会月" in text(page)
    assert "<html" not in text(page)


def test_another_meeting_of_the_month_could_take_it_along(department, province):
    lead = make.planned(
        province.department, "全省抗旱会", year=YEAR, day=date(YEAR, 7, 3), state=LineState.APPROVED, half_days=1
    )
    page = department.post(NEW, typed())
    assert "可以套开" in text(page)
    joined = department.post(NEW, typed(take="joinable.join", do=""))
    assert joined.context["form"]["joined_to"].value() == str(lead.pk)
    department.post(NEW, typed(joined_to=lead.pk))
    assert PlannedMeeting.objects.get(name="全省防汛调度会").joined_to == lead


def test_it_is_joined_to_no_other_unit_s_meeting(department, province):
    foreign = make.planned(province.other_department, state=LineState.APPROVED)
    page = department.post(NEW, typed(joined_to=foreign.pk))
    assert "要并入的会议已有变动" in text(page)
    assert PlannedMeeting.objects.count() == 1


def test_the_same_name_in_the_same_year_is_refused(department, submitted):
    page = department.post(NEW, typed(planned_text="9月"))
    assert "今年已有同名的会议" in text(page)
    assert PlannedMeeting.objects.count() == 1


def test_a_draft_waits_for_nothing_and_is_seen_by_nobody_else(department, clerk, leader):
    assert department.post(NEW, august(do="draft")).status_code == 302
    line = made()
    assert line.state == LineState.DRAFT
    address = reverse("dashboard:single", args=[line.pk])
    assert "8月是无会月" in text(department.get(address))
    for member in (clerk, leader):
        assert member.get(address).status_code == 404
        assert line.name not in text(member.get(reverse("dashboard:singles")))


def test_a_draft_is_changed_and_handed_in(department):
    department.post(NEW, august(do="draft"))
    line = made()
    save = reverse("dashboard:single_save", args=[line.pk])
    assert department.post(save, august(version=line.version)).status_code == 422
    assert department.post(save, typed(version=line.version)).status_code == 302
    assert made().state == LineState.SUBMITTED


def test_a_stale_save_is_refused_and_nothing_typed_is_lost(department):
    department.post(NEW, typed(do="draft"))
    line = made()
    save = reverse("dashboard:single_save", args=[line.pk])
    department.post(save, typed(version=line.version, reason="第一次", do="draft"))
    page = department.post(save, typed(version=line.version, reason="第二次", do="draft"))
    assert page.status_code == 409
    assert "第二次" in text(page)
    assert made().reason == "第一次"


def test_the_office_passes_it_on_and_the_leader_in_charge_is_asked(clerk, leader, department, province, submitted):
    make.portfolio(leader.user, province.department)
    today = timezone.localdate()
    assert not waiting_for(leader.user, today).exists()
    assert "审核通过" in text(act(clerk, "pass", submitted))
    assert list(waiting_for(leader.user, today)) == [submitted]


def test_nobody_checks_what_they_submitted_themselves(clerk):
    clerk.post(NEW, typed())
    line = made()
    assert "须由别的同志审核" in text(act(clerk, "pass", line))
    assert made().state == LineState.SUBMITTED


def test_a_return_needs_a_sentence_and_comes_back_to_the_form(clerk, department, submitted):
    assert act(clerk, "return", submitted).status_code == 409
    act(clerk, "return", submitted, reason="请改为视频")
    page = text(department.get(reverse("dashboard:single", args=[submitted.pk])))
    assert "退回修改：请改为视频" in page
    save = reverse("dashboard:single_save", args=[submitted.pk])
    department.post(save, typed(version=made().version))
    assert (made().state, made().returned_reason) == (LineState.SUBMITTED, "")


def test_submitting_again_ends_what_was_decided_before(department, leader, province, submitted):
    decision = make.decision(submitted, leader.user, department.user, verdict="return")
    PlannedMeeting.objects.filter(pk=submitted.pk).update(state=LineState.RETURNED)
    save = reverse("dashboard:single_save", args=[submitted.pk])
    department.post(save, typed(version=made().version))
    decision.refresh_from_db()
    assert decision.ended_at is not None


def test_it_is_withdrawn_until_the_office_has_passed_it_on(department, clerk, submitted):
    act(department, "withdraw", submitted)
    assert made().state == LineState.DRAFT
    PlannedMeeting.objects.update(state=LineState.CHECKED)
    assert act(department, "withdraw", submitted).status_code == 409
    assert made().state == LineState.CHECKED


def test_an_approved_meeting_is_cancelled_with_a_reason(department, submitted):
    PlannedMeeting.objects.update(state=LineState.APPROVED, number="D1-1", approved_on=date(YEAR, 1, 1))
    assert act(department, "cancel", submitted).status_code == 409
    act(department, "cancel", submitted, reason="不再需要")
    assert made().state == LineState.CANCELLED
    assert PlannedMeeting.objects.to_come().count() == 0


def test_an_act_on_an_older_version_is_refused(department, submitted):
    address = reverse("dashboard:single_withdraw", args=[submitted.pk])
    page = department.post(address, {"version": submitted.version - 1})
    assert page.status_code == 409
    assert "刚刚有人改过" in text(page)


def test_the_list_is_searched_filtered_and_exported(department, submitted):
    page = department.get(reverse("dashboard:singles"), {"q": "防汛", "state": "submitted", "year": YEAR})
    assert "全省防汛调度会" in text(page)
    assert "没有符合条件" in text(department.get(reverse("dashboard:singles"), {"q": "抗旱"}))
    assert "筛选条件有误" in text(department.get(reverse("dashboard:singles"), {"state": "made_up"}))
    sheet = department.get(reverse("dashboard:singles_export", args=["csv"]))
    assert "全省防汛调度会" in b"".join(sheet.streaming_content).decode("utf-8-sig")


def test_an_empty_list_says_what_it_is_for(department, leader):
    assert "报一次" in text(department.get(reverse("dashboard:singles")))
    assert "报一次" not in text(leader.get(reverse("dashboard:singles")))
