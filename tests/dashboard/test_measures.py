"""The list of measures and the page of one, through the front."""

from datetime import date

from django.core.cache import cache
from django.urls import reverse

from measures.engine import judge
from measures.issuing import draft, issue
from organizations.models import Level
from tests import make
from tests.dashboard.judging import DAY, covered, documents, too_many


def measures(**query):
    return reverse("dashboard:measures"), query


def measure(number=4):
    return reverse("dashboard:measure", args=[number])


def text(page):
    return page.content.decode()


def test_thirty_measures_stand_under_seven_parts(clerk):
    page = clerk.get(*measures())
    assert len(page.context["parts"]) == 7
    assert sum(len(some) for _part, some in page.context["parts"]) == 30


def test_a_measure_shows_the_worst_status_of_what_the_person_may_see(clerk, other_department, province):
    too_many(province.department)

    def shown(member):
        found = {one.measure.number: one for _p, some in member.get(*measures()).context["parts"] for one in some}
        return found[4]

    assert shown(clerk).status == "breached"
    assert dict(shown(clerk).counts)["breached"] == 1
    assert "breached" not in dict(shown(other_department).counts)


def test_measures_are_found_by_word_number_kind_and_status(clerk, province):
    too_many(province.department)

    def found(**query):
        parts = clerk.get(*measures(**query)).context["parts"]
        return {one.measure.number for _part, some in parts for one in some}

    assert found(q="发文数量") == {4}
    assert found(q="implementing opinions") == {4}
    assert found(kind="indicator") == {4, 8, 9, 13, 14}
    assert found(status="breached") == {4}
    assert found(q="没有这样的词") == set()


def test_an_empty_result_says_how_to_go_on(clerk):
    assert "没有符合条件的措施" in text(clerk.get(*measures(q="zzz")))


def test_a_wrong_year_is_told_and_the_page_stays(clerk):
    page = clerk.get(*measures(year="abc", as_of="gestern"))
    assert page.status_code == 200
    assert "年度“abc”不可用" in text(page)
    assert "不是日期" in text(page)


def test_a_wrong_choice_of_a_filter_is_told(clerk):
    assert clerk.get(*measures(kind="nonsense")).status_code == 422


def test_each_demand_says_how_it_is_judged_and_where_its_figures_come_from(clerk, province):
    too_many(province.department)
    page = clerk.get(measure())
    first = page.context["demands"][0]
    assert first.judging.startswith("上限为上年全年数的70%")
    assert first.registers == ["发文台账", "核定基数"]
    assert first.present == "8 / 上限 7"
    assert first.status == "breached"
    for words in ("发至县级及以下的文件减少30%～50%", "出现1件即为超标。", "第4条"):
        assert words in text(page)


def test_a_demand_whose_register_comes_later_says_so_and_is_never_green(clerk, province):
    covered(province.department, 2019)
    judge(2019, DAY)
    page = clerk.get(measure(14))
    assert "台账后续接入，接入前为无数据" in text(page)
    assert {one.status for one in page.context["demands"]} == {"no_data"}


def test_sums_and_months_are_those_of_the_registers(clerk, province):
    too_many(province.department)
    charts = clerk.get(measure()).context["charts"]
    assert (charts.totals.value, charts.totals.limit, charts.totals.baseline) == (8, 7, 10)
    assert charts.totals.same_period == 5
    assert charts.change == "+60.0%"
    by_month = {month: (before, this) for month, before, this, _all, _sum in charts.months}
    assert by_month[3] == (1, 8)
    assert by_month[7] == (0, None)
    assert charts.months[11][3] == 10


def test_a_chart_has_a_table_and_a_sentence(clerk, province):
    too_many(province.department)
    drawn = text(clerk.get(measure()))
    assert 'aria-label="2019年累计8，上限7，推算全年16"' in drawn
    table = text(clerk.get(measure(), {"view": "table"}))
    assert "逐月数量与累计" in table
    assert 'aria-label="逐月数量' not in table


def test_organizations_without_a_baseline_are_left_out_of_the_sums_and_said(clerk, province):
    too_many(province.department)
    covered(province.other_department, 2019)
    documents(province.other_department, 2019, [(2, 1), (2, 2)])
    judge(2019, DAY)
    totals = clerk.get(measure()).context["charts"].totals
    assert totals.value == 8
    # the office, the province, the city and the other department
    assert totals.unknown == 4
    assert "4个机构没有数据或基数，未计入合计" in text(clerk.get(measure()))


def test_small_multiples_stand_in_administrative_order_whatever_the_result(clerk, province):
    covered(province.other_department, 2018, 2019)
    documents(province.other_department, 2018, [(1, 5), (2, 5), (3, 5), (4, 5)])
    documents(province.other_department, 2019, [(1, day) for day in range(1, 20)])
    too_many(province.department)
    small = clerk.get(measure()).context["charts"].small
    shown = [one.row.organization.code for one in small if one.row.standing.value]
    assert shown == ["D1", "D2"]
    assert [one.over for one in small if one.row.standing.value] == [True, True]


def test_a_department_sees_its_own_figures_alone(clerk, department, province):
    too_many(province.department)
    covered(province.other_department, 2018, 2019)
    documents(province.other_department, 2018, [(1, 5)] * 9)
    judge(2019, DAY)
    assert department.get(measure()).context["charts"].totals.baseline == 10
    assert clerk.get(measure()).context["charts"].totals.baseline == 19
    assert "另一厅" not in text(department.get(measure()))


def test_another_day_is_weighed_anew_and_kept_in_every_link(clerk, province):
    too_many(province.department)
    page = clerk.get(measure(), {"year": 2019, "as_of": "2019-03-04"})
    assert page.context["charts"].totals.value == 4
    assert "as_of=2019-03-04" in text(page)


def test_a_baseline_that_the_register_has_left_is_shown_as_drift(clerk, province):
    too_many(province.department)
    draft(2019, DAY)
    issue(year=2019, by="测试签发人", on=DAY, actor=None, path="command")
    assert clerk.get(measure()).context["drifts"] == []
    documents(province.department, 2018, [(7, 1)])
    # the page keeps what the registers imply for some minutes
    cache.clear()
    (drift,) = clerk.get(measure()).context["drifts"]
    assert (drift.issued, drift.implied) == (10, 11)
    assert "下达10，台账11" in text(clerk.get(measure()))


def test_explained_records_are_neither_in_the_sum_nor_in_the_months(clerk, department, province):
    found = too_many(province.department)
    make.explanation(
        province.department,
        department.user,
        record_key=found[0].key,
        state="accepted",
        decided_by=clerk.user,
        decided_on=DAY,
    )
    judge(2019, DAY)
    charts = clerk.get(measure()).context["charts"]
    assert charts.totals.value == 7
    assert sum(this or 0 for _m, _before, this, _a, _t in charts.months) == 7


def test_what_a_predecessor_issued_counts_with_its_share(clerk, province):
    old = make.organization("旧局", parent=province.root, code="OLD", ends=date(2019, 1, 1))
    make.succession(old, province.department, effective=date(2019, 1, 1), share="0.5")
    covered(old, 2018)
    documents(old, 2018, [(1, 3), (1, 4)])
    too_many(province.department)
    charts = clerk.get(measure()).context["charts"]
    assert charts.totals.baseline == 11
    assert charts.months[0][1] == 1


def test_the_first_measure_has_none_before_it_and_the_last_none_after(clerk):
    assert clerk.get(measure(1)).context["before"] is None
    assert clerk.get(measure(30)).context["after"] is None
    assert clerk.get(measure(31)).status_code == 404


def test_the_page_in_english_keeps_the_chinese_demand_beside_the_gloss(clerk):
    clerk.client.cookies["django_language"] = "en"
    shown = text(clerk.get(measure()))
    assert "发至县级及以下的文件减少30%～50%" in shown
    assert "Documents that reach the county and below fall by 30–50 %" in shown


def test_measures_and_standings_leave_as_sheets(clerk, department, province):
    too_many(province.department)
    sheet = b"".join(clerk.get(*measures(export="csv")).streaming_content).decode("utf-8-sig")
    assert sheet.count("\r\n") == 31
    own = b"".join(department.get(measure(), {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert "4.1,发至县级及以下的文件减少30%～50%,示例厅,D1,超标,8" in own
    assert "P1" not in own
    assert clerk.get(measure(), {"export": "exe"}).status_code == 404


def test_more_organizations_cost_no_more_queries(clerk, province, django_assert_max_num_queries):
    too_many(province.department)
    clerk.get(measure())
    with django_assert_max_num_queries(13):
        clerk.get(measure())
    for number in range(6):
        one = make.organization(f"第{number}局", parent=province.root)
        covered(one, 2018, 2019)
        documents(one, 2018, [(1, 5), (2, 5)], level=Level.COUNTY)
    judge(2019, DAY)
    with django_assert_max_num_queries(13):
        clerk.get(measure())


def test_every_measure_answers_with_a_figure_of_every_register(clerk, province):
    for year in (2018, 2019):
        make.coverage(
            province.department, starts=date(year, 1, 1), ends=date(year, 12, 31), register="classified_counts"
        )
        make.classified_count(province.department, day=date(year, 3, 31), issued=4, due=1)
    make.deliverable(province.department)
    too_many(province.department)
    judge(2019, DAY)
    assert [clerk.get(measure(number)).status_code for number in range(1, 31)] == [200] * 30
    assert clerk.get(measure(6)).context["charts"].totals.value == 4
