"""What becomes of each row of a file."""

from datetime import UTC, date, datetime

import pytest

from documents.models import Document
from organizations.models import Level
from registers.importing.placing import fixed_values
from registers.importing.refused import Refused
from registers.importing.running import Request, plan_request, save_request
from registers.importing.saving import Confirmation
from registers.models import Change, Coverage, OutboxJob
from tests import make
from tests.registers.sample import HEADINGS, SAMPLE, context, workbook, workbook_of

pytestmark = pytest.mark.django_db
AT = datetime(2019, 12, 1, tzinfo=UTC)


@pytest.fixture
def organ(db):
    return make.organization("示例厅", code="D1", short_name="例厅")


def planned(data, organization=None, fixed=(), reach=None):
    request = Request(SAMPLE, data, "发文.xlsx", fixed_values(SAMPLE, fixed), reach)
    (plan,) = plan_request(request, context(organization))
    return plan


def imported(data, organization=None, fixed=(), covers=None):
    request = Request(SAMPLE, data, "发文.xlsx", fixed_values(SAMPLE, fixed))
    known = context(organization)
    plans = plan_request(request, known)
    (plan,) = save_request(request, known, plans, Confirmation(None, AT, covers))
    return plan.counts()


def verdicts(plan):
    return [row.verdict.value for row in plan.rows]


def sentences(plan):
    return [problem.message for row in plan.rows for problem in row.problems]


def test_a_second_import_of_the_same_file_changes_nothing(organ):
    data = workbook(
        ("例办发〔2019〕1号", "关于春运的通知", "示例厅", "2019-01-05"),
        ("", "没有字号的通知", "例厅", "2019年2月3日"),
    )
    assert imported(data)["new"] == 2
    before = list(Document.objects.values())
    again = imported(data)
    assert (again["unchanged"], again["new"], again["changed"]) == (2, 0, 0)
    assert list(Document.objects.values()) == before


def test_every_row_has_one_verdict(organ):
    imported(
        workbook(
            ("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-05"),
            ("例办发〔2019〕2号", "关于乙事的通知", "示例厅", "2019-01-06"),
        )
    )
    plan = planned(
        workbook(
            ("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-05"),
            ("例办发〔2019〕2号", "关于乙事的通知", "示例厅", "2019-01-07"),
            ("例办发〔2019〕3号", "关于丙事的通知", "示例厅", "2019-01-08"),
            ("例办发〔2019〕3号", "关于丙事的通知", "示例厅", "2019-01-08"),
            ("例办发〔2019〕4号", "关于丁事的通知", "示例厅", "2019-13-05"),
            ("合计", "", "", ""),
        )
    )
    assert verdicts(plan) == ["unchanged", "changed", "new", "duplicate", "rejected"]
    assert plan.counts() == {
        "rows": 5,
        "new": 1,
        "changed": 1,
        "unchanged": 1,
        "duplicate": 1,
        "rejected": 1,
        "ignored": 1,
    }


def test_a_changed_row_says_old_and_new(organ):
    imported(workbook(("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-05")))
    (row,) = planned(workbook(("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-06"))).rows
    assert row.old["issued_on"] == date(2019, 1, 5)
    assert row.values["issued_on"] == date(2019, 1, 6)
    assert set(row.changes) == {"issued_on", "day"}


def test_a_rejected_cell_is_named_with_row_column_and_value(organ):
    plan = planned(workbook(("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-13-05")))
    (row,) = plan.rows
    (problem,) = row.problems
    assert (row.number, problem.column, problem.value) == (2, "成文日期", "2019-13-05")
    assert "13" in problem.message


def test_all_bad_cells_of_a_row_are_named_at_once(organ):
    plan = planned(workbook(("例办发〔2019〕1号", "", "示例厅", "某日")))
    assert len(sentences(plan)) == 2


def test_an_unknown_issuer_is_told_the_likely_name(organ):
    (sentence,) = sentences(planned(workbook(("例办发〔2019〕1号", "关于甲事的通知", "示列厅", "2019-01-05"))))
    assert "示例厅" in sentence


def test_a_registered_series_names_the_issuer_whatever_the_column_says(organ):
    make.series(organ, "例办发")
    (row,) = planned(workbook(("例办发〔2019〕1号", "关于甲事的通知", "没有登记的厅", "2019-01-05"))).rows
    assert row.values["organization_id"] == organ.pk


def test_a_file_imported_for_an_organization_needs_no_issuer(organ):
    rows = [("例办发〔2019〕1号", "关于甲事的通知", "2019-01-05")]
    data = workbook(*rows, headings=("发文字号", "标题", "成文日期"))
    assert imported(data, organ)["new"] == 1
    assert Document.objects.get().organization == organ


def test_without_issuer_series_or_organization_a_row_is_rejected(organ):
    data = workbook(("例办发〔2019〕1号", "关于甲事的通知", "2019-01-05"), headings=("发文字号", "标题", "成文日期"))
    assert "看不出属于哪个单位" in sentences(planned(data))[0]


def test_several_titles_under_one_number_are_all_kept_and_stay_so(organ):
    data = workbook(
        ("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-05"),
        ("例办发〔2019〕1号", "关于乙事的通知", "示例厅", "2019-01-05"),
        ("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-05"),
    )
    counts = imported(data)
    assert (counts["new"], counts["duplicate"]) == (2, 1)
    assert sorted(Document.objects.values_list("repeats_number", flat=True)) == [False, True]
    again = imported(data)
    assert (again["unchanged"], again["duplicate"]) == (2, 1)


def test_variants_are_told_apart_in_whatever_order_they_come(organ):
    first = ("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-05")
    second = ("例办发〔2019〕1号", "关于乙事的通知", "示例厅", "2019-01-05")
    imported(workbook(first, second))
    assert verdicts(planned(workbook(second, first))) == ["unchanged", "unchanged"]
    assert verdicts(planned(workbook(second))) == ["unchanged"]


def test_one_number_with_another_title_is_the_title_put_right(organ):
    imported(workbook(("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-05")))
    counts = imported(workbook(("例办发〔2019〕1号", "关于甲事项的通知", "示例厅", "2019-01-05")))
    assert counts["changed"] == 1
    assert Document.objects.get().title == "关于甲事项的通知"


def test_a_duplicate_that_differs_is_told_so(organ):
    plan = planned(
        workbook(
            ("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-05"),
            ("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-06"),
        )
    )
    (_first, second) = plan.rows
    assert "成文日期不同" in second.notes[0]


def test_what_the_file_does_not_say_stays(organ):
    imported(
        workbook(
            ("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-05", "各市、县人民政府", 7),
            headings=(*HEADINGS, "主送机关", "页数"),
        )
    )
    counts = imported(workbook(("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-05")))
    assert counts["unchanged"] == 1
    stored = Document.objects.get()
    assert (stored.pages, stored.level) == (7, Level.COUNTY)


def test_a_correction_by_hand_sticks(organ):
    data = workbook(("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-05"))
    imported(data)
    Document.objects.update(level=Level.CITY, corrected=["level"])
    assert imported(data)["unchanged"] == 1
    imported(workbook(("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-06")))
    stored = Document.objects.get()
    assert (stored.level, stored.issued_on, stored.version) == (Level.CITY, date(2019, 1, 6), 2)


def test_a_missing_column_can_be_given_one_value(organ):
    data = workbook(("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-05"))
    for given in ("发至层级=县", "level=县"):
        (row,) = planned(data, fixed=[given]).rows
        assert row.values["level"] == Level.COUNTY


def test_a_column_that_the_register_does_not_have_is_refused(organ):
    with pytest.raises(Refused, match="可用的列有"):
        fixed_values(SAMPLE, ["颜色=红"])


def test_a_sheet_without_a_column_that_must_be_there_is_refused(organ):
    data = workbook(("例办发〔2019〕1号", "示例厅", "2019-01-05"), headings=("发文字号", "发文机关", "成文日期"))
    with pytest.raises(Refused, match="缺少列：标题"):
        planned(data)


def test_one_sheet_a_month_is_read_as_one_register(organ):
    data = workbook_of(
        {
            "1月": [HEADINGS, ("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "1月5日")],
            "2月": [HEADINGS, ("例办发〔2019〕2号", "关于乙事的通知", "示例厅", "2.5")],
        }
    )
    plan = planned(data)
    assert [(row.sheet, row.values["issued_on"]) for row in plan.rows] == [
        ("1月", date(2019, 1, 5)),
        ("2月", date(2019, 2, 5)),
    ]


def test_records_out_of_reach_are_rejected_whether_they_exist_or_not(organ):
    other = make.organization("另一厅", code="D2")
    make.series(other, "另办发")
    imported(workbook(("另办发〔2019〕1号", "关于甲事的通知", "另一厅", "2019-01-05")))
    plan = planned(
        workbook(
            ("另办发〔2019〕1号", "关于甲事的通知", "另一厅", "2019-01-05"),
            ("另办发〔2019〕2号", "关于乙事的通知", "另一厅", "2019-01-05"),
        ),
        reach=frozenset({organ.pk}),
    )
    there, not_there = sentences(plan)
    assert there == not_there


def test_coverage_runs_from_the_first_to_the_last_day_unless_said(organ):
    data = workbook(
        ("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-05"),
        ("例办发〔2019〕2号", "关于乙事的通知", "示例厅", "2019-09-30"),
    )
    imported(data)
    imported(data, covers=(date(2019, 1, 1), date(2019, 12, 31)))
    assert list(Coverage.objects.order_by("starts").values_list("starts", "ends")) == [
        (date(2019, 1, 1), date(2019, 12, 31)),
        (date(2019, 1, 5), date(2019, 9, 30)),
    ]


def test_the_history_has_a_line_for_each_changed_record_and_one_for_the_import(organ):
    imported(workbook(("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-05")))
    imported(workbook(("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-06")))
    changed, summary = Change.objects.order_by("sequence")[1:]
    assert changed.changes["issued_on"] == ["2019-01-05", "2019-01-06"]
    assert (changed.action, summary.action) == ("changed", "imported")
    assert summary.changes["changed"] == [None, 1]


def test_an_import_is_announced_once_with_its_organizations_and_years(organ):
    imported(
        workbook(
            ("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-05"),
            ("例办发〔2018〕1号", "关于乙事的通知", "示例厅", "2018-03-05"),
        )
    )
    assert OutboxJob.objects.get().payload == {
        "register": "sample",
        "organizations": [organ.pk],
        "years": [2018, 2019],
    }


def test_a_hidden_sheet_beside_others_is_not_read(organ):
    sheets = {
        "发文": [HEADINGS, ("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-05")],
        "旧表": [HEADINGS, ("例办发〔2018〕1号", "关于旧事的通知", "示例厅", "2018-01-05")],
    }
    plan = planned(workbook_of(sheets, hidden=("旧表",)))
    assert [row.sheet for row in plan.rows] == ["发文"]
    assert [(ignored.sheet, ignored.number) for ignored in plan.ignored] == [("旧表", 1), ("旧表", 2)]


def test_a_record_of_another_organization_is_not_taken_over(organ):
    other = make.organization("另一厅", code="D2")
    imported(workbook(("共办发〔2019〕1号", "关于甲事的通知", "另一厅", "2019-01-05")))
    plan = planned(
        workbook(("共办发〔2019〕1号", "关于乙事的通知", "示例厅", "2019-01-05")), reach=frozenset({organ.pk})
    )
    assert plan.counts()["rejected"] == 1
    assert "甲事" not in repr(plan)
    assert Document.objects.get().organization == other
