"""The county's page: what it sees, what a city and the office see, and what its address holds."""

from datetime import date, timedelta

import pytest

from dashboard.calendar.sources import SOURCES, Source
from inspections.entries import Entry
from organizations.models import Organization
from tests import make
from tests.inspections.county import TODAY, approved, at

pytestmark = pytest.mark.usefixtures("clock")

CALENDAR = "/calendar/"


def text(member, query=""):
    answer = member.get(CALENDAR + query)
    assert answer.status_code == 200
    return answer.content.decode()


def meeting(user, county, first, last):
    """What a register of meetings would say."""
    day = date(2026, 11, 24)
    return [
        Entry("meeting-1", "meeting", "就业服务视频会", "民生厅", day, day, False, "60分钟", False, 0, at(day)),
    ]


def test_a_county_sees_what_is_approved_and_reaches_it(province, county):
    neighbour = make.organization("邻县", kind="county", parent=province.city)
    approved(province.department, province.county, name="到本县的检查")
    approved(province.department, neighbour, name="到邻县的检查")
    approved(province.department, province.county, name="未批的检查", state="checked", filing_number="")
    approved(province.department, province.county, name="取消的检查", state="cancelled")
    page = text(county)
    assert "到本县的检查" in page
    for hidden in ("到邻县的检查", "未批的检查", "取消的检查"):
        assert hidden not in page


@pytest.mark.parametrize("state", ["approved", "done", "lapsed"])
def test_what_was_carried_out_stays_in_the_calendar(province, county, state):
    approved(province.department, province.county, state=state, first=TODAY - timedelta(days=1))
    assert "食品经营检查" in text(county)


def test_a_county_needs_not_choose_and_has_no_rail(province, county):
    page = text(county)
    assert 'class="jf-rail"' not in page
    assert "换县" not in page
    assert "来了没在日历上的" in page


def test_another_county_is_to_the_byte_no_county(province, county):
    make.organization("邻县", kind="county", parent=province.city, code="X9")
    foreign, none = county.get(CALENDAR + "?county=X9"), county.get(CALENDAR + "?county=nothing")
    assert foreign.status_code == 404
    assert (foreign.content, dict(foreign.headers)) == (none.content, dict(none.headers))


def test_a_city_chooses_among_its_counties(province, city):
    second = make.organization("邻县", kind="county", parent=province.city, code="X9")
    other_city = make.organization("别市", kind="city", parent=province.root)
    make.organization("别市的县", kind="county", parent=other_city, code="Y1")
    approved(province.department, second, name="到邻县的检查")
    page = text(city)
    assert "看哪个县的日历" in page
    assert "别市的县" not in page
    assert "到邻县的检查" in text(city, "?county=X9")
    assert "到邻县的检查" not in text(city, "?county=X1")
    assert city.get(CALENDAR + "?county=Y1").status_code == 404


def test_the_office_sees_every_county_by_city(province, clerk):
    other_city = make.organization("别市", kind="city", parent=province.root)
    make.organization("别市的县", kind="county", parent=other_city, code="Y1")
    page = text(clerk)
    assert page.index("示例县") < page.index("别市的县")
    assert "别市的县" in text(clerk, "?county=Y1")


def test_a_city_does_not_see_what_its_counties_said(province, county, city, clerk):
    item = approved(province.department, province.county)
    make.visit_mark(province.county, item, county.user, mark="not_in_plan")
    assert "不在计划内" in text(clerk)
    assert "不在计划内" not in text(city)
    assert "jf-bar-over" in text(clerk)
    assert "jf-bar-over" not in text(city)


def test_a_closed_county_has_no_calendar(province, county):
    Organization.objects.filter(pk=province.county.pk).update(ends=TODAY)
    assert "没有可看的县" in text(county)
    assert county.get(CALENDAR + "?county=X1").status_code == 404


def test_month_and_day_stand_in_the_address(province, county):
    approved(province.department, province.county, name="三月的检查", first=date(2026, 3, 10), days=2)
    assert "2026年3月" in text(county, "?month=2026-03")
    page = text(county, "?month=2026-03&day=2026-03-11")
    day = page[page.index('id="day"') :].split("</section>")[0]
    assert "三月的检查" in day
    assert "示督检〔2026〕三月的检查0310号" in day


@pytest.mark.parametrize("query", ["?month=2026-13", "?month=abc", "?day=2026-02-30", "?month=0001-01", "?view=x"])
def test_a_month_or_day_that_is_none_is_today_s(county, query):
    assert "2026年11月" in text(county, query)


def test_days_with_inspections_so_far_against_the_year_before(province, county):
    approved(province.department, province.county, name="一", first=date(2026, 3, 10), days=3)
    approved(province.other_department, province.county, name="二", first=date(2026, 3, 12), days=2)
    approved(province.department, province.county, name="将来", first=date(2026, 12, 10), days=5)
    approved(province.department, province.county, name="去年", first=date(2025, 11, 24), days=4)
    page = text(county)
    assert '<b class="jf-big">4</b> 天' in page
    assert "去年同期2天" in page
    assert "截至11月25日迎检4天" in page


def test_the_list_tells_today_what_waits_and_what_comes(province, county):
    approved(province.department, province.county, name="今天的", first=TODAY)
    approved(province.department, province.county, name="昨天的", first=TODAY - timedelta(days=1))
    approved(province.department, province.county, name="早就的", first=TODAY - timedelta(days=40))
    approved(province.department, province.county, name="明天的", first=TODAY + timedelta(days=1))
    page = text(county)
    looks = page[page.index('id="looks"') :]
    parts = [looks.index(one) for one in ("今天 11月25日 周三", "今天的", "等您看一眼", "昨天的", "接下来", "明天的")]
    assert parts == sorted(parts)
    assert "早就的" not in looks


def test_an_item_without_fixed_days_stands_beside_the_month(province, county):
    approved(province.department, province.county, days=2, planned_to=TODAY + timedelta(days=20))
    page = text(county)
    assert "日子未定" in page
    assert "jf-bar " not in page


def test_meetings_come_in_by_one_more_source(province, county, monkeypatch):
    monkeypatch.setattr("dashboard.calendar.sources.SOURCES", (*SOURCES, Source(meeting, meeting)))
    approved(province.department, province.county, first=date(2026, 11, 24))
    page = text(county)
    assert "检查1项1天 · 会议1次" in page
    assert "jf-bar-meeting" in page
    # nobody taps on a meeting
    assert page.count('class="jf-taps"') == 1


def test_queries_do_not_grow_with_items(province, county, django_assert_max_num_queries):
    for n in range(60):
        approved(province.department, province.county, name=f"第{n}项", first=TODAY - timedelta(days=n))
    # the first page of a session is also written down with it
    text(county)
    with django_assert_max_num_queries(12):
        text(county)


def test_english_has_no_place_that_breaks(province, county):
    approved(province.department, province.county)
    county.client.cookies["django_language"] = "en"
    assert "食品经营检查" in text(county, "?day=2026-11-25")
