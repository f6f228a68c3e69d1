"""The list of organizations and the page of one."""

from datetime import date

from django.urls import reverse

from dashboard.organizations.covered import holes, joined
from measures.engine import judge
from measures.issuing import draft, issue
from tests import make
from tests.dashboard.judging import DAY, covered, documents, plans_handed_in, too_many

LIST = "dashboard:organizations"


def text(page):
    return page.content.decode()


def names(member, **query):
    return [one.organization.code for one in member.get(reverse(LIST), query).context["entries"]]


def one(member, organization, **query):
    return member.get(reverse("dashboard:organization", args=[organization.code]), query)


def test_organizations_stand_in_administrative_order_whatever_the_result(clerk, province):
    too_many(province.other_department)
    assert names(clerk) == ["P0", "P1", "C1", "D1", "D2", "X1", "J1"]


def test_everybody_sees_as_far_as_they_reach(department, city, county, leader):
    assert names(department) == ["D1"]
    assert names(city) == ["C1", "X1"]
    assert names(county) == ["X1"]
    assert len(names(leader)) == 7


def test_organizations_are_found_by_pinyin_kind_and_status(clerk, province):
    too_many(province.department)
    assert names(clerk, q="lyt") == ["D2"]
    assert names(clerk, kind="county") == ["X1"]
    assert names(clerk, year="2019", status="breached") == ["D1"]
    assert names(clerk, q="zzz") == []
    assert "没有符合条件的机构" in text(clerk.get(reverse(LIST), {"q": "zzz"}))


def test_open_flags_are_counted(clerk, province):
    too_many(province.department)
    (entry,) = [one for one in clerk.get(reverse(LIST)).context["entries"] if one.organization.code == "D1"]
    assert entry.flags == 1
    assert entry.status == "breached"


def test_the_next_step_is_the_earliest_due_flag(department, province):
    too_many(province.department)
    page = one(department, province.department)
    assert page.context["step"].title == "上限7件，已有8件"
    assert page.context["step"].overdue
    assert "不需要另附材料" in text(page)


def test_a_hole_in_the_register_is_the_next_step_where_no_flag_waits(department, province):
    make.coverage(province.department, starts=date(2019, 1, 1), ends=date(2019, 3, 31))
    make.coverage(province.department, starts=date(2019, 5, 1), ends=date(2019, 6, 30))
    plans_handed_in()
    judge(2019, DAY)
    page = one(department, province.department)
    assert page.context["step"].title == "发文台账缺4月1日至4月30日"
    (known,) = page.context["covered"]
    assert known.holes == [(date(2019, 4, 1), date(2019, 4, 30))]
    assert known.through == date(2019, 3, 31)


def test_nothing_to_do_is_said(department, province):
    covered(province.department, 2018, 2019)
    judge(2019, DAY)
    assert "现在没有要处理的事" in text(one(department, province.department))


def test_spans_join_where_they_touch():
    days = [(date(2019, 2, 1), date(2019, 2, 28)), (date(2019, 1, 1), date(2019, 1, 31)), (date(2019, 1, 9),) * 2]
    assert joined(days) == [(date(2019, 1, 1), date(2019, 2, 28))]
    assert holes([(date(2019, 1, 3), date(2019, 1, 4))], date(2019, 1, 1)) == [(date(2019, 1, 1), date(2019, 1, 2))]


def test_the_page_says_what_is_not_collected(department, province):
    assert "不需要填报：不收月报、季报、总结" in text(one(department, province.department))


def test_standings_with_figures_first_and_what_is_unknown_in_one_line(clerk, province):
    too_many(province.department)
    page = one(clerk, province.department)
    first = page.context["lines"][0]
    assert (first.value, first.limit, first.forecast, first.change) == ("8", "7", "16", "+60.0%")
    assert "data-through" not in text(page)
    quiet = dict(page.context["quiet"])
    assert {row.obligation.key for row in quiet["no_data"]} >= {"4.4", "9.1"}
    assert "台账连续覆盖至2019年12月31日" in text(page)


def test_mergers_and_splits_are_told_in_words(clerk, province):
    whole = make.organization("甲局", parent=province.root, ends=date(2018, 10, 1))
    half = make.organization("乙局", parent=province.root, ends=date(2018, 10, 1))
    make.succession(whole, province.department)
    make.succession(half, province.department, share="0.5")
    page = text(one(clerk, province.department))
    assert "由甲局合并而来（2018年10月1日），其数字全部计入。" in page
    assert "由乙局分设而来（2018年10月1日），其数字按50%计入。" in page
    assert "2018年10月1日并入示例厅" in text(one(clerk, whole))


def test_targets_and_series_of_the_organization_are_shown(clerk, province):
    too_many(province.department)
    make.series(province.department, "示发")
    draft(2019, DAY)
    issue(year=2019, by="王五", on=DAY, actor=None, path="command")
    page = text(one(clerk, province.department))
    assert "王五 2019-06-30" in page
    assert "示发" in page


def test_a_year_that_nobody_judged_says_so(clerk, province):
    assert "这一年没有对本机构的现状" in text(one(clerk, province.department))


def test_another_s_page_is_not_found(department, county, province):
    assert one(department, province.other_department).status_code == 404
    assert one(county, province.city).status_code == 404


def test_list_and_page_leave_as_sheets(department, province):
    too_many(province.department)
    for address in (reverse(LIST), reverse("dashboard:organization", args=["D1"])):
        sheet = b"".join(department.get(address, {"export": "csv"}).streaming_content).decode("utf-8-sig")
        assert "示例厅" in sheet
        assert "另一厅" not in sheet


def test_more_standings_cost_no_more_queries(department, province, django_assert_max_num_queries):
    too_many(province.department)
    documents(province.department, 2019, [(4, day) for day in range(1, 20)], policy=True, pages=12)
    judge(2019, DAY)
    one(department, province.department)
    with django_assert_max_num_queries(12):
        one(department, province.department)
    department.get(reverse(LIST))
    with django_assert_max_num_queries(10):
        department.get(reverse(LIST))
