"""What a county or city sees of approved meetings: only those that reach it, once they stand."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import LineState, PlannedMeeting
from organizations.models import Kind, Level
from tests import make

ADDRESS = reverse("meetings:coming")
TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=10)


@pytest.fixture
def meeting(province):
    def made(name, organization=None, *, day=SOON, **fields):
        fields = {"state": LineState.APPROVED, "level": Level.COUNTY} | fields
        return make.planned(organization or province.department, name, year=day.year, day=day, **fields)

    return made


def listed(member, **query):
    answer = member.get(ADDRESS, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_county_sees_what_reaches_it_and_types_nothing(county, meeting):
    meeting("春耕会", people=40, scope_text="县分管负责人", half_days=1)
    text = listed(county)
    for words in ("春耕会", "示例厅", "县分管负责人 40人", "半天", "现场，开到县", "示例县会议日历"):
        assert words in text
    main = text[text.index("<main") : text.index("</main>")]
    assert "<form" not in main
    assert "<input" not in main


def test_what_stops_at_the_city_is_the_city_s(county, city, meeting):
    meeting("市级会", level=Level.CITY)
    assert "市级会" not in listed(county)
    assert "市级会" in listed(city)


def test_an_unknown_level_reaches_nobody(county, city, meeting):
    meeting("层级不明的会", level=Level.UNKNOWN)
    assert "层级不明的会" not in listed(county) + listed(city)


@pytest.mark.parametrize("state", [state for state in LineState if state != LineState.APPROVED])
def test_only_what_is_approved_and_still_to_come(county, meeting, state):
    meeting("某会", state=state)
    assert "某会" not in listed(county)


def test_what_is_over_is_gone_and_what_has_no_day_comes_last(county, meeting):
    meeting("昨天的会", day=TODAY - timedelta(days=1))
    meeting("今天的会", day=TODAY)
    meeting("不定的会", planned_from=None, planned_to=None, planned_text="")
    text = listed(county)
    assert "昨天的会" not in text
    assert text.index("今天的会") < text.index("时间未定") < text.index("不定的会")


def test_named_counties_only(county, province, meeting):
    other = make.organization("另一县", kind=Kind.COUNTY, parent=province.city)
    meeting("请另一县的会", reaches_all=False).reaches.set([other])
    meeting("请本市各县的会", reaches_all=False).reaches.set([province.city])
    text = listed(county)
    assert "请另一县的会" not in text
    assert "请本市各县的会" in text


def test_a_city_s_meeting_stays_within_the_city(county, province, meeting):
    other_city = make.organization("另一市", kind=Kind.CITY, parent=province.root)
    meeting("另一市的会", other_city)
    meeting("本市的会", province.city)
    text = listed(county)
    assert "另一市的会" not in text
    assert "本市的会" in text


def test_a_city_sees_its_own_and_its_counties(city, province, meeting):
    make.organization("另一县", kind=Kind.COUNTY, parent=province.city)
    meeting("到县的会")
    meeting("到市的会", level=Level.CITY, day=SOON + timedelta(days=1))
    text = listed(city)
    first, second = text[text.index("到县的会") : text.index("到市的会")], text[text.index("到市的会") :]
    assert "示例市" in first
    assert "2个县" in first
    assert "个县" not in second
    assert "到市的会" not in listed(city, place="X1")


def test_a_decision_of_this_minute_is_nobody_s_news_yet(county, meeting, leader, department):
    one = meeting("刚批的会")
    made = make.decision(one, leader.user, department.user)
    assert "刚批的会" not in listed(county)
    type(made).objects.update(decided_at=timezone.now() - timedelta(minutes=11))
    assert "刚批的会" in listed(county)


def test_what_is_joined_to_another_is_held_with_it(county, meeting):
    lead = meeting("牵头的会")
    meeting("并入的会", joined_to=lead)
    text = listed(county)
    assert "牵头的会" in text
    assert "并入的会" not in text


def test_months_follow_each_other(county, meeting):
    year = TODAY.year + 1
    meeting("三月的会", day=date(year, 3, 5))
    meeting("一月的会", day=date(year, 1, 5))
    text = listed(county)
    parts = [f"{year}年1月", "一月的会", f"{year}年3月", "三月的会"]
    assert sorted(parts, key=text.index) == parts


def test_nothing_coming_is_said_so(county):
    assert "没有要来开的会" in listed(county)


def test_the_sheet_holds_what_the_page_shows(county, meeting):
    meeting("表里的会", heads_called=True)
    meeting("市级会", level=Level.CITY)
    answer = county.get(ADDRESS, {"export": "csv"})
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
    assert "表里的会" in text
    assert "示例县" in text
    assert "市级会" not in text


def test_queries_do_not_grow_with_the_meetings(county, meeting, django_assert_max_num_queries):
    for number in range(3):
        meeting(f"第{number}会")
    listed(county)
    with django_assert_max_num_queries(30) as few:
        listed(county)
    for number in range(3, 30):
        meeting(f"第{number}会", reaches_all=False).reaches.set([county.organization])
    with django_assert_max_num_queries(len(few.captured_queries)):
        listed(county)
    assert PlannedMeeting.objects.count() == 30
