"""The list of flags and the page of one."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from dashboard.flags.deadline import deadline
from measures.engine import judge
from measures.models import Flag
from registers.workdays import Workdays
from tests import make
from tests.dashboard.judging import DAY, too_many

LIST = "dashboard:flags"


def text(page):
    return page.content.decode()


def found(member, **query):
    return [row.flag for row in member.get(reverse(LIST), {"year": 2019} | query).context["rows"]]


def one(member, flag):
    return member.get(reverse("dashboard:flag", args=[flag.pk]))


def test_what_is_not_closed_is_listed_newest_first(clerk, province):
    old = make.flag(province.department, "4.1", opened_on=date(2019, 3, 1))
    new = make.flag(province.department, "4.2", opened_on=date(2019, 5, 1))
    make.flag(province.department, "4.3", state="closed", closed_on=date(2019, 5, 2), closing="recovered")
    assert found(clerk) == [new, old]
    assert len(found(clerk, state="all")) == 3
    assert [flag.obligation for flag in found(clerk, state="closed")] == ["4.3"]


def test_flags_are_found_by_severity_measure_and_organization(clerk, province):
    first = make.flag(province.department, "4.1")
    second = make.flag(province.other_department, "8.1", severity="to_explain", status="to_explain")
    assert found(clerk, severity="breached") == [first]
    assert found(clerk, measure="8") == [second]
    assert found(clerk, organization="D2") == [second]
    assert found(clerk, measure="8", organization="D1") == []
    assert "没有符合条件的问题" in text(clerk.get(reverse(LIST), {"year": 2019, "measure": "9"}))


def test_overdue_ones_are_found_and_said_in_words(clerk, province):
    late = make.flag(province.department, due_on=date(2019, 6, 10))
    make.flag(province.department, "4.2", due_on=timezone.localdate() + timedelta(days=3))
    assert found(clerk, state="overdue") == [late]
    assert "逾期" in text(clerk.get(reverse(LIST), {"year": 2019, "state": "overdue"}))


def test_the_nearest_deadline_can_stand_first(clerk, province):
    never = make.flag(province.department, "4.1", due_on=None)
    soon = make.flag(province.department, "4.2", due_on=date(2019, 6, 10))
    late = make.flag(province.department, "4.3", due_on=date(2019, 7, 10))
    assert found(clerk, sort="due") == [soon, late, never]


def test_a_deadline_counts_working_days(province):
    flag = make.flag(province.department, due_on=date(2019, 9, 27))
    table = Workdays()
    # the National Day week lies between, and a Sunday that is worked
    assert deadline(flag, date(2019, 10, 9), table).said == "逾期4个工作日"
    assert deadline(flag, date(2019, 9, 27), table).said == "9月27日前答复"
    flag.state = Flag.State.CLOSED
    assert deadline(flag, date(2019, 10, 9), table).said == ""


def test_a_deadline_over_a_year_without_holidays_names_the_day(province):
    flag = make.flag(province.department, due_on=date(2051, 9, 27))
    assert deadline(flag, date(2051, 10, 9), Workdays()).said == "逾期，期限为2051-09-27"
    flag.due_on = None
    assert "节假日安排未录入" in deadline(flag, date(2051, 10, 9), Workdays()).said


def test_a_wrong_filter_is_told(clerk, province):
    make.flag(province.department)
    page = clerk.get(reverse(LIST), {"year": 2019, "organization": "nobody"})
    assert page.status_code == 422
    assert page.context["rows"] == []


def test_a_department_sees_its_own_flags_and_no_other_name(department, other_department, clerk, province):
    own = make.flag(province.department)
    theirs = make.flag(province.other_department, "4.2")
    assert found(department) == [own]
    assert "另一厅" not in text(department.get(reverse(LIST), {"year": 2019}))
    assert one(department, theirs).status_code == 404
    assert one(clerk, theirs).status_code == 200
    assert one(other_department, own).status_code == 404


def test_what_waits_for_me_is_what_the_top_bar_counts(colleague, clerk, province, department):
    mine = make.flag(province.department, "4.1")
    answered = make.flag(province.department, "4.2", state="answered")
    make.explanation(province.department, department.user, record_key="测试发〔2019〕1号")
    assert found(colleague, mine="1") == [mine]
    assert found(clerk, mine="1") == [answered]
    page = clerk.get(reverse(LIST), {"year": 2019, "mine": "1"})
    assert "另有1份情况说明待审核" in text(page)
    assert page.context["shell"].waiting == 2


def test_long_lists_go_on_and_back_by_keyset(clerk, province):
    days = [date(2019, 1, 1) + timedelta(days=n // 3) for n in range(120)]
    for number, day in enumerate(days):
        make.flag(make.organization(f"第{number}局", parent=province.root), opened_on=day)
    address = reverse(LIST)
    first = clerk.get(address, {"year": 2019})
    second = clerk.get(address + first.context["next"])
    third = clerk.get(address + second.context["next"])
    listed = [[row.flag.pk for row in page.context["rows"]] for page in (first, second, third)]
    assert [len(some) for some in listed] == [50, 50, 20]
    assert len({pk for some in listed for pk in some}) == 120
    assert third.context["next"] == ""
    back = clerk.get(address + third.context["previous"])
    assert [row.flag.pk for row in back.context["rows"]] == listed[1]
    assert first.context["previous"] == ""


@pytest.mark.parametrize("mark", ["nonsense", "2019-02-30.1", "2019-01-01.x", "....", "9" * 400])
def test_a_mark_that_is_none_begins_at_the_top(clerk, province, mark):
    flag = make.flag(province.department)
    assert found(clerk, after=mark) == [flag]


def test_a_flag_says_rule_fact_and_result(clerk, province):
    records = too_many(province.department)
    flag = Flag.objects.get(obligation="4.1")
    page = one(clerk, flag)
    assert page.context["fact"] == "8 / 上限 7"
    assert page.context["result"] == "上限7件，已有8件"
    assert page.context["judging"].startswith("上限为上年全年数的70%")
    assert {line.key for line in page.context["lines"]} == {record.key for record in records}
    assert "提出问题：超标" in text(page)


def test_a_flag_says_what_happens_by_itself_and_has_no_button(clerk, province):
    too_many(province.department)
    page = text(one(clerk, Flag.objects.get(obligation="4.1")))
    assert "现状一回到达标，本问题自动销号" in page
    main = page[page.index("<main") :]
    assert "<button" not in main
    assert "<form" not in main


def test_a_recovered_flag_shows_why_it_closed(clerk, province):
    records = too_many(province.department)
    flag = Flag.objects.get(obligation="4.1")
    for record in records:
        record.delete()
    judge(2019, DAY)
    page = text(one(clerk, flag))
    assert "现状已恢复" in page
    assert "销号：达标" in page
    assert "自动列入省委办公厅的清单" not in page


def test_a_flag_leads_to_its_neighbours_among_those_one_may_see(department, province):
    first = make.flag(province.department, "4.1")
    make.flag(province.other_department, "4.1")
    third = make.flag(province.department, "4.2")
    page = one(department, first)
    assert (page.context["older"], page.context["newer"]) == (None, third.pk)


def test_a_flag_whose_obligation_is_gone_is_listed_nowhere(clerk, province):
    gone = make.flag(province.department, "99.1")
    assert found(clerk) == []
    assert one(clerk, gone).status_code == 404


def test_the_list_leaves_as_a_sheet_with_its_filters(clerk, province):
    make.flag(province.department, "4.1")
    make.flag(province.other_department, "8.1")
    answer = clerk.get(reverse(LIST), {"year": 2019, "measure": "8", "export": "csv"})
    sheet = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert sheet.count("\r\n") == 2
    assert "另一厅" in sheet


def test_more_flags_cost_no_more_queries(clerk, province, django_assert_max_num_queries):
    for obligation in ("4.1", "4.2", "4.3", "5.1"):
        make.flag(province.department, obligation, due_on=date(2019, 6, 10))
    clerk.get(reverse(LIST), {"year": 2019})
    with django_assert_max_num_queries(12):
        clerk.get(reverse(LIST), {"year": 2019})
