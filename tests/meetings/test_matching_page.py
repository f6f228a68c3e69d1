"""对计划 on its page: one click and nothing typed."""

from datetime import date

import pytest
from django.urls import reverse

from meetings import tasks
from meetings.models import LineState, Match, Meeting
from tests import make

PAGE = reverse("meetings:matching")
DAY = date(2020, 5, 20)


@pytest.fixture
def line(province):
    return make.planned(province.department, "公路养护推进会", day=DAY, state=LineState.APPROVED)


@pytest.fixture
def held(province, line):
    meeting = make.meeting(province.department, "全省公路养护现场推进会", day=date(2020, 5, 25))
    tasks.match_imported.effect(meetings=[meeting.key])
    meeting.refresh_from_db()
    return meeting


def text(page):
    return page.content.decode()


def settle(member, meeting, **said):
    return member.post(reverse("meetings:settle", args=[meeting.pk]), said, follow=True)


def test_what_waits_for_a_click_comes_first_and_says_why(department, line, held):
    page = text(department.get(PAGE))
    for said in ("全省公路养护现场推进会", "公路养护推进会", "名称相似100%，相差5天", "是这次"):
        assert said in page


def test_one_click_confirms_and_another_takes_it_back(department, line, held):
    assert "已对上计划" in text(settle(department, held, act="confirm", planned=line.pk))
    line.refresh_from_db()
    assert line.state == LineState.HELD
    assert "撤销" in text(department.get(PAGE, {"match": "confirmed"}))
    assert "已撤销" in text(settle(department, held, act="release"))
    line.refresh_from_db()
    assert line.state == LineState.APPROVED


def test_after_a_no_another_line_is_chosen_from_the_near_ones(department, province, line, held):
    settle(department, held, act="reject", planned=line.pk)
    near = make.planned(province.department, "另一个名字的会", day=date(2020, 6, 1), state=LineState.APPROVED)
    make.planned(province.department, "太远的会", day=date(2020, 9, 1), state=LineState.APPROVED)
    page = text(department.get(PAGE, {"match": "rejected"}))
    assert "另一个名字的会" in page
    assert "太远的会" not in page
    assert "公路养护推进会（" not in page
    settle(department, held, act="confirm", planned=near.pk)
    held.refresh_from_db()
    assert (held.match, held.planned) == (Match.CONFIRMED, near)


def test_the_filters_stay_after_a_click(department, line, held):
    address = reverse("meetings:settle", args=[held.pk]) + "?match=proposed&year=2020"
    answer = department.post(address, {"act": "confirm", "planned": line.pk})
    assert answer["Location"] == f"{PAGE}?match=proposed&year=2020"


@pytest.mark.parametrize("said", [{}, {"act": "confirm"}, {"act": "confirm", "planned": "x"}, {"act": "made_up"}])
def test_a_click_that_says_nothing_changes_nothing(department, held, said):
    assert settle(department, held, **said).status_code == 422
    assert Meeting.objects.get().match == Match.PROPOSED


def test_the_second_click_is_told_what_happened(department, line, held):
    settle(department, held, act="confirm", planned=line.pk)
    answer = settle(department, held, act="confirm", planned=line.pk)
    assert answer.status_code == 409
    assert "已经对上计划" in text(answer)


def test_nothing_to_confirm_says_so(department):
    assert "没有要确认的" in text(department.get(PAGE))
    assert "没有符合条件的会议" in text(department.get(PAGE, {"match": "none"}))


def test_another_unit_s_meeting_is_neither_shown_nor_settled(other_department, line, held):
    assert held.name not in text(other_department.get(PAGE))
    assert settle(other_department, held, act="confirm", planned=line.pk).status_code == 404
