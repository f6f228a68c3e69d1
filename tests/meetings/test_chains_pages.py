"""The pages of chains: what was held below because of a meeting, and its hours of people."""

from datetime import date

import pytest
from django.urls import reverse

from meetings.models import Meeting
from tests import make

LIST = reverse("meetings:chains")


@pytest.fixture
def passed_on(province):
    first = make.meeting(province.department, "养护会", day=date(2019, 5, 20), minutes=90, people=200)
    second = make.meeting(province.city, "市养护会", day=date(2019, 5, 23), minutes=60, people=100, superior=first)
    make.meeting(province.county, "县养护会", day=date(2019, 5, 25), superior=second)
    return first


def text(page):
    return page.content.decode()


def test_the_list_shows_a_chain_once_with_its_sum(clerk, passed_on):
    (row,) = clerk.get(LIST).context["rows"]
    assert (row["first"].pk, row["chain"].below, row["hours"]) == (passed_on.pk, 2, 400)
    page = text(clerk.get(LIST))
    assert "另有1次不详" in page
    assert "不排名次" in page


def test_a_chain_of_which_nothing_is_known_has_no_figure(clerk, passed_on):
    Meeting.objects.update(people=None)
    (row,) = clerk.get(LIST).context["rows"]
    assert not row["known"]
    assert "不详" in text(clerk.get(LIST))


def test_one_chain_names_each_meeting_and_what_is_unknown(clerk, passed_on):
    page = text(clerk.get(reverse("meetings:chain", args=[passed_on.pk])))
    for said in ("养护会", "市养护会", "县养护会", "3次，3个单位", "1次不知道时长或人数"):
        assert said in page


def test_a_city_sees_its_own_part_and_a_department_nothing_below(city, department, passed_on):
    (row,) = city.get(LIST).context["rows"]
    assert (row["first"].name, row["chain"].below) == ("市养护会", 1)
    assert department.get(LIST).context["rows"] == []
    alone = text(department.get(reverse("meetings:chain", args=[passed_on.pk])))
    assert "市养护会" not in alone
    assert city.get(reverse("meetings:chain", args=[passed_on.pk])).status_code == 404


def test_the_list_is_filtered_and_leaves_as_a_sheet(clerk, passed_on):
    assert clerk.get(LIST, {"year": 2018}).context["rows"] == []
    assert "没有符合条件的会议" in text(clerk.get(LIST, {"q": "没有"}))
    sheet = clerk.get(reverse("meetings:chains_export", args=["csv"]))
    lines = b"".join(sheet.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert lines[2] == "养护会,1,2019-05-23,示例市,市养护会,现场,60,100,100.0"
    assert lines[3].endswith("县养护会,现场,,,")


def test_what_could_not_be_found_is_listed(clerk, province):
    make.meeting(province.city, "市会", superior_text="谁也没开过的会")
    page = text(clerk.get(LIST))
    assert "没有接着往下开的会" in page
    assert "谁也没开过的会" in page
