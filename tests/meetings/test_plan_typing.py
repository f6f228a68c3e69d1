"""One row of a plan: ways out by one press, undone, typed, checked while typing, stale, deleted."""

from datetime import date

import pytest
from django.urls import reverse

from meetings.models import LineState, PlannedMeeting
from organizations.models import Level
from registers.models import Change
from tests import make
from tests.meetings.plans import TYPED, act, add, in_august, page, press, save, sound, submit, text


@pytest.fixture
def plan(province):
    return make.plan(province.department)


def test_one_press_moves_the_meeting_out_of_august_and_another_moves_it_back(department, plan):
    line = in_august(plan)
    assert "改到7月20日" in text(department.get(page(plan)))
    response = press(department, line, "quiet_month", "move_0")
    line.refresh_from_db()
    assert (line.planned_from, line.planned_text) == (date(2020, 7, 20), "7月20日")
    assert "8月20日 → 7月20日" in text(response)
    act(department, "plan_line_undo", line)
    line.refresh_from_db()
    assert (line.planned_from, line.planned_to, line.planned_text) == (date(2020, 8, 20), date(2020, 8, 20), "8月20日")
    actions = list(Change.objects.filter(key=line.key).values_list("action", flat=True))
    assert actions == ["undone", "fixed"]


def test_a_fix_cannot_be_undone_once_something_else_has_changed(department, plan):
    line = in_august(plan)
    press(department, line, "quiet_month", "move_0")
    PlannedMeeting.objects.update(version=9)
    assert "没有可以撤销的" in text(act(department, "plan_line_undo", line))


def test_a_press_on_what_changed_meanwhile_changes_nothing(department, plan):
    line = in_august(plan)
    data = {"version": 7, "warning": "quiet_month", "way": "move_0"}
    response = department.post(reverse("dashboard:plan_way", args=[line.pk]), data, follow=True)
    assert "没有生效" in text(response)
    line.refresh_from_db()
    assert line.planned_text == "8月20日"


def test_an_august_emergency_wants_its_approver_and_a_reason(department, plan):
    line = in_august(plan)
    assert "由谁批准" in text(press(department, line, "quiet_month", "emergency", reason="汛情"))
    press(department, line, "quiet_month", "emergency", reason="汛情", approver="示例副省长")
    line.refresh_from_db()
    assert (line.emergency, line.emergency_approver, line.excuses) == (True, "示例副省长", {"quiet_month": "汛情"})
    assert submit(department, plan).status_code == 200


def test_what_holds_in_principle_is_submitted_with_a_reason(department, plan):
    line = sound(plan, half_days=2, duration_text="1天")
    assert submit(department, plan).status_code == 422
    assert "请写一句理由" in text(press(department, line, "half_day", "reason"))
    press(department, line, "half_day", "reason", reason="要看三处现场")
    assert "要看三处现场" in text(department.get(page(plan)))
    assert submit(department, plan).status_code == 200


def test_two_own_meetings_are_joined_and_count_once(department, plan):
    first, second = sound(plan, "养护推进会"), sound(plan, "建设推进会")
    before = department.get(page(plan)).context["ceiling"].total
    press(department, second, "joinable", "join")
    second.refresh_from_db()
    response = department.get(page(plan))
    assert second.joined_to == first
    assert response.context["ceiling"].total == before - 1
    assert "并入“养护推进会”" in text(response)


def test_with_whom_and_when_is_shown_of_another_unit_and_never_what(department, plan, province):
    other = make.plan(province.other_department)
    sound(other, "治超联合部署会议", state=LineState.SUBMITTED)
    sound(plan, "治超联合部署会")
    shown = text(department.get(page(plan)))
    assert "另一厅3月也有一次现场会" in shown
    assert "治超联合部署会议" not in shown


def test_another_unit_s_draft_is_not_told(department, plan, province):
    sound(make.plan(province.other_department), "治超联合部署会议")
    sound(plan, "治超联合部署会")
    assert "另一厅" not in text(department.get(page(plan)))


def test_six_fields_make_a_meeting_and_the_rest_is_read(department, plan):
    response = add(department, plan)
    line = PlannedMeeting.objects.get()
    assert response["Location"] == f"{page(plan)}#line-{line.pk}"
    assert (line.planned_from, line.planned_to) == (date(2020, 5, 1), date(2020, 5, 31))
    assert (line.half_days, line.level, line.people, line.heads_called) == (1, Level.CITY, 14, False)
    assert (line.province_wide, line.given, line.created_by) == (True, [], department.user)


WRONG = [
    ({"name": ""}, "这个字段是必填项"),
    ({"planned_text": "待定"}, "看不出时间"),
    ({"planned_text": "2021年3月"}, "时间要在2020年内"),
    ({"duration_text": "很久"}, "很久"),
    ({"category": ""}, "这个字段是必填项"),
]


@pytest.mark.parametrize(("typed", "sentence"), WRONG)
def test_a_wrong_field_is_refused_with_a_sentence_and_nothing_is_lost(department, plan, typed, sentence):
    response = add(department, plan, **typed)
    assert response.status_code == 422
    assert sentence in text(response)
    assert "市局分管负责人，14人" in text(response)
    assert not PlannedMeeting.objects.exists()


def test_a_name_stands_once_a_year(department, plan):
    add(department, plan)
    response = add(department, plan, name="农村公路 建设推进会")
    assert response.status_code == 422
    assert "已有同名的会议" in text(response)


def test_a_stale_save_is_refused_with_both_shown_and_nothing_lost(department, colleague, plan):
    line = sound(plan)
    assert save(colleague, line, scope_text="市局业务科室，20人").status_code == 302
    response = save(department, line, scope_text="市局分管负责人，9人")
    assert response.status_code == 409
    assert {"label": "参会人数", "now": "20", "wanted": "9"} in response.context["conflict"]
    assert "市局分管负责人，9人" in text(response)
    line.refresh_from_db()
    assert line.people == 20
    assert f'name="version" value="{line.version}"' in text(response)
    assert save(department, line, scope_text="市局分管负责人，9人").status_code == 302


def test_a_way_out_pressed_while_typing_keeps_what_was_typed(department, plan):
    line = sound(plan)
    save(department, line, planned_text="8月20日", scope_text="市局分管负责人，30人", take="quiet_month.move_0")
    line.refresh_from_db()
    assert (line.planned_text, line.people) == ("7月20日", 30)


def check(member, plan, **typed):
    return text(member.post(reverse("dashboard:plan_check", args=[plan.pk]), TYPED | typed))


def test_the_server_checks_while_somebody_types_and_saves_nothing(department, plan):
    assert "没有提示" in check(department, plan)
    assert "无会月" in check(department, plan, planned_text="8月20日")
    assert "不超过90分钟" in check(department, plan, form="video", duration_text="120分钟")
    assert "主要领导批准" in check(department, plan, scope_text="18个县（市、区）长")
    assert "看不出时间" in check(department, plan, planned_text="某天")
    assert "没有提示" in check(department, plan, name="", planned_text="", duration_text="", category="")
    assert not PlannedMeeting.objects.exists()


def test_typing_shows_with_what_it_could_be_joined(department, plan):
    line = sound(plan, "养护推进会")
    assert "可以套开" in check(department, plan, planned_text="3月20日")
    assert "可以套开" not in check(department, plan, planned_text="3月20日", line=line.pk)


def test_a_meeting_is_deleted_and_restored(department, plan):
    line = sound(plan)
    assert "可在表下恢复" in text(act(department, "plan_line_delete", line))
    line.refresh_from_db()
    assert line.state == LineState.WITHDRAWN
    assert department.get(page(plan)).context["rows"] == []
    act(department, "plan_line_restore", line)
    line.refresh_from_db()
    assert line.state == LineState.DRAFT


def test_a_deleted_meeting_lets_go_of_those_joined_to_it(department, plan):
    lead = sound(plan, "养护推进会")
    joined = sound(plan, "建设推进会", joined_to=lead)
    act(department, "plan_line_delete", lead)
    joined.refresh_from_db()
    assert joined.joined_to is None
