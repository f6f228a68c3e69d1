"""Emergencies are entered afterwards, never without their approver."""

from datetime import date

import pytest
from django.urls import reverse

from meetings.metrics.amounts import in_quiet_month, unplanned
from meetings.models import Meeting
from registers.models import Change

PAGE = reverse("meetings:emergency")
LIST = reverse("meetings:exceptions")


def typed(province, **said):
    return {
        "organization": province.department.pk,
        "name": "全省防汛紧急调度会",
        "held_on": "2019-08-10",
        "approver": "顾衡",
        "reason": "防汛Ⅱ级响应",
        "form": "video",
        "level": 3,
        "category": 3,
    } | said


def text(page):
    return page.content.decode()


def test_an_emergency_is_entered_and_stands_in_the_list_of_exceptions(department, province):
    page = department.post(PAGE, typed(province), follow=True)
    for said in ("已补录", "全省防汛紧急调度会", "8月全省性会议，应急", "防汛Ⅱ级响应", "顾衡"):
        assert said in text(page)
    meeting = Meeting.objects.get()
    assert (meeting.emergency, meeting.emergency_approver, meeting.day) == (True, "顾衡", date(2019, 8, 10))
    assert meeting.province_wide
    assert Change.objects.get(action="excused").reason == "防汛Ⅱ级响应"


def test_with_its_approver_it_breaks_neither_august_nor_the_plan(department, province):
    department.post(PAGE, typed(province))
    assert not Meeting.objects.filter(in_quiet_month()).exists()
    assert not Meeting.objects.filter(unplanned()).exists()
    Meeting.objects.update(emergency_approver="")
    assert Meeting.objects.filter(in_quiet_month()).exists()
    assert Meeting.objects.filter(unplanned()).exists()


@pytest.mark.parametrize(
    ("field", "sentence"), [("approver", "要写明由谁批准"), ("reason", "请写一句应急的事由"), ("name", "必填")]
)
def test_without_approver_reason_or_name_nothing_is_kept(department, province, field, sentence):
    page = department.post(PAGE, typed(province, **{field: " "}))
    assert page.status_code == 422
    assert sentence in text(page)
    assert not Meeting.objects.exists()


def test_what_is_to_come_is_no_emergency_held(department, province):
    page = department.post(PAGE, typed(province, held_on="2999-08-10"))
    assert page.status_code == 422
    assert "今天之后" in text(page)


def test_another_unit_s_is_refused(department, province):
    page = department.post(PAGE, typed(province, organization=province.other_department.pk))
    assert page.status_code == 422
    assert not Meeting.objects.exists()


def test_the_same_meeting_twice_is_refused(department, province):
    department.post(PAGE, typed(province))
    assert "没有重复录入" in text(department.post(PAGE, typed(province)))
    assert Meeting.objects.count() == 1


def test_a_county_enters_nothing(county):
    assert county.get(PAGE).status_code == 403
