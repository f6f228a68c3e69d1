"""What stands behind a figure, and the reason for one of its records."""

from datetime import date

import pytest
from django.urls import reverse

from measures.catalogue import rule_set_for
from measures.engine import judge
from measures.models import Explanation, Standing
from registers.models import Change
from tests import make
from tests.dashboard.judging import DAY, covered, documents, too_many


def behind(key="4.1", code="D1", year=2019):
    return reverse("dashboard:evidence", args=[key, code, year])


def explain(key="4.1", code="D1", year=2019):
    return reverse("dashboard:explain", args=[key, code, year])


def text(page):
    return page.content.decode()


def test_the_list_holds_every_record_that_counts_and_links_to_it(clerk, province):
    found = too_many(province.department)
    make.document(province.department, day=date(2019, 4, 1), level=2, title="只发到市的通知")
    page = clerk.get(behind())
    assert {line.key for line in page.context["lines"]} == {one.key for one in found}
    assert reverse("documents:document", args=[found[0].pk]) in text(page)
    assert "只发到市的通知" not in text(page)


def test_the_figure_is_taken_apart_with_both_numbers_of_the_change(clerk, province):
    too_many(province.department)
    page = clerk.get(behind())
    parts = {name: (value, how) for name, value, how in page.context["parts"]}
    assert parts["累计"][0] == "8件"
    assert parts["上年同期"] == ("5", "与同期比+60.0%（8比5）")
    assert parts["上限"] == ("7", "基数×70%，去尾取整")
    assert parts["推算全年"] == ("16", "累计×基数÷同期")
    assert "2019年1月1日至2019年6月30日，数的是：计入统计、发至县级及以下的文件" in text(page)


def test_a_percentage_is_never_rounded_onto_the_threshold(clerk, province):
    make.standing(province.department, value=7004, baseline=10000, same_period=10000, limit=7000, reduction="0.2996")
    assert "−29.9%" in text(clerk.get(behind()))
    Standing.objects.update(reduction="0.300000", value="7000000.1", same_period=10000000)
    assert "−29.9%" in text(clerk.get(behind()))


def test_the_baseline_year_has_its_list_too(clerk, province):
    too_many(province.department)
    page = clerk.get(behind(), {"of": "baseline"})
    assert len(page.context["lines"]) == 10
    assert {line.day.year for line in page.context["lines"]} == {2018}


def test_an_earlier_day_shows_the_figure_of_that_day(clerk, province):
    too_many(province.department)
    page = clerk.get(behind(), {"as_of": "2019-03-04"})
    assert len(page.context["lines"]) == 4
    assert page.context["standing"].value == 4


def test_a_real_zero_no_data_and_a_register_to_come_are_three_different_sentences(clerk, province):
    covered(province.department, 2019)
    judge(2019, DAY)
    assert "这是真实的零" in text(clerk.get(behind("4.2")))
    assert "不知道是零还是没有报" in text(clerk.get(behind("4.4")))
    to_come = next(one.key for one in rule_set_for(2019).obligations if one.awaits)
    assert "台账还没有接入" in text(clerk.get(behind(to_come)))


def test_what_is_inherited_names_its_organization_and_share(clerk, department, province):
    old = make.organization("旧局", parent=province.root, code="OLD", ends=date(2019, 3, 1))
    make.succession(old, province.department, effective=date(2019, 3, 1), share="0.5")
    covered(old, 2019)
    (theirs,) = documents(old, 2019, [(1, 20)])
    too_many(province.department)
    (line,) = [line for line in clerk.get(behind()).context["lines"] if line.holder]
    assert (line.key, line.holder, line.share) == (theirs.key, "旧局", 1 / 2)
    assert "按50%计" in text(clerk.get(behind()))
    # the successor sees that it counts, not the other's record
    (line,) = [line for line in department.get(behind()).context["lines"] if line.holder]
    assert (line.key, line.address) == ("", "")


def test_the_sender_never_learns_which_county_received(clerk, department, province):
    covered(province.department, 2019)
    make.incoming(province.county, sender=province.department, number="", key="X1 秘密收文", day=date(2019, 5, 6))
    judge(2019, DAY)
    page = department.get(behind("4.4"))
    assert len(page.context["lines"]) == 1
    assert "X1" not in text(page)
    assert "示例县" not in text(page)
    assert "X1 秘密收文" in text(clerk.get(behind("4.4")))
    sheet = b"".join(department.get(behind("4.4"), {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert "X1" not in sheet


def test_another_s_figure_is_not_found(other_department, province):
    too_many(province.department)
    assert other_department.get(behind()).status_code == 404
    assert other_department.post(explain(), {"reason": "理由"}).status_code == 404


def test_a_city_sees_its_county_s_figure_and_explains_nothing_for_it(city, province):
    assert city.get(behind(code="X1")).status_code == 200
    assert city.post(explain(code="X1"), {"reason": "理由"}).status_code == 404


@pytest.mark.parametrize("address", [behind("99.9"), behind(code="D9"), behind(year=2011), behind(year=2999)])
def test_a_figure_that_cannot_be_is_not_found(clerk, province, address):
    assert clerk.get(address).status_code == 404


def test_long_lists_go_on_by_keyset(clerk, province):
    covered(province.department, 2019)
    documents(province.department, 2019, [(1 + n // 25, 1 + n % 25) for n in range(60)])
    judge(2019, DAY)
    first = clerk.get(behind())
    assert len(first.context["lines"]) == 50
    second = clerk.get(behind() + first.context["next"])
    assert len(second.context["lines"]) == 10
    assert second.context["next"] == ""
    assert not {line.key for line in first.context["lines"]} & {line.key for line in second.context["lines"]}


def test_a_department_explains_a_record_in_one_sentence(department, clerk, province):
    (first, *_others) = too_many(province.department)
    line = next(line for line in department.get(behind()).context["lines"] if line.key == first.key)
    answer = department.post(explain(), {"record": line.handle, "reason": "应急处置，上级当日要求"}, follow=True)
    assert "等办公厅审核；不会再要其他材料" in text(answer)
    kept = Explanation.objects.get()
    assert (kept.record_key, kept.organization, kept.register) == (first.key, province.department, "documents")
    assert kept.submitted_by == department.user
    assert "应急处置，上级当日要求" in text(clerk.get(behind()))
    assert "待审核" in text(department.get(behind()))


def test_a_reason_is_asked_for_and_given_once(department, province):
    too_many(province.department)
    handle = department.get(behind()).context["lines"][0].handle
    empty = department.post(explain(), {"record": handle, "reason": "  "})
    assert empty.status_code == 422
    assert "请写明情况说明" in text(empty)
    department.post(explain(), {"record": handle, "reason": "第一次"})
    again = department.post(explain(), {"record": handle, "reason": "第二次"})
    assert again.status_code == 422
    assert "已有情况说明" in text(again)
    assert Explanation.objects.count() == 1


def test_a_record_that_is_no_longer_there_is_told(department, province):
    too_many(province.department)
    answer = department.post(explain(), {"record": "no such", "reason": "理由"})
    assert answer.status_code == 409
    assert "可能已更正" in text(answer)


def test_those_who_only_look_are_not_asked(clerk, county, province):
    too_many(province.department)
    assert "说明情况</summary>" not in text(clerk.get(behind()))
    assert clerk.post(explain(), {"reason": "理由"}).status_code == 403
    assert county.post(explain(code="X1"), {"reason": "理由"}).status_code == 403


def test_an_accepted_record_stays_in_the_list_marked(department, clerk, province):
    (first, *_others) = too_many(province.department)
    make.explanation(
        province.department,
        department.user,
        record_key=first.key,
        state="accepted",
        decided_by=clerk.user,
        decided_on=DAY,
    )
    judge(2019, DAY)
    page = clerk.get(behind())
    assert len(page.context["lines"]) == 8
    assert page.context["standing"].value == 7
    assert [line.key for line in page.context["lines"] if line.explained] == [first.key]
    assert "已认可，不计入" in text(page)


def test_an_export_leaves_a_line(clerk, province):
    too_many(province.department)
    sheet = b"".join(clerk.get(behind(), {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert sheet.count("\r\n") == 9
    assert Change.objects.get(action="exported").actor == clerk.user


def test_a_longer_list_costs_no_more_queries(department, province, django_assert_max_num_queries):
    covered(province.department, 2018, 2019)
    documents(province.department, 2019, [(1, 1 + n) for n in range(25)])
    judge(2019, DAY)
    department.get(behind())
    with django_assert_max_num_queries(12):
        department.get(behind())
