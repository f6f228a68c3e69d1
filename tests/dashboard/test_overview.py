"""The overview through its front: what stands on it for whom, and that its address is its state."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import OperationalError

from dashboard.overview import page
from measures.models import JudgedYear
from measures.status import Status
from organizations.models import Level
from tests import make

DAY = date(2019, 10, 15)


@pytest.fixture
def judged(province):
    """A year judged as of 15 October: one department past its ceiling, the other on track."""
    JudgedYear.objects.create(year=2019, version=1, as_of=DAY)
    figures = {"baseline": 100, "same_period": 60, "limit": 70, "stretch": 50, "as_of": DAY, "data_through": DAY}
    past = {"value": 71, "forecast": Decimal("118.333333"), "reduction": Decimal("-0.183333")}
    below = {"value": 40, "forecast": Decimal("66.666667"), "reduction": Decimal("0.333333")}
    make.standing(province.department, status=Status.BREACHED, **figures, **past)
    make.standing(province.other_department, status=Status.ON_TRACK, **figures, **below)
    make.standing(province.department, "5.1", status=Status.NO_DATA, as_of=DAY)
    make.flag(province.department, opened_on=DAY, due_on=date(2019, 10, 22))
    return province


def cells(response):
    """(organization, measure) → tone, of the matrix as drawn."""
    found = {}
    for piece in response.content.decode().split('<a class="jf-cell jf-cell-')[1:]:
        tone = piece.split('"')[0]
        code, number = piece.split("cell=")[1].split('"')[0].split(":")
        found[code, int(number)] = tone
    return found


def tile_of(response, name):
    return next(one for one in response.content.decode().split('class="jf-kpi"') if f">{name}<" in one)


def test_a_cell_shows_the_worst_status_of_its_measure(clerk, judged):
    make.standing(judged.other_department, "4.2", status=Status.AT_RISK, as_of=DAY)
    shown = cells(clerk.get("/"))
    assert shown["D1", 4] == "over"
    assert shown["D2", 4] == "warn"


def test_a_measure_without_data_is_hatched_and_never_green(clerk, judged):
    make.standing(judged.department, "5.2", status=Status.ON_TRACK, as_of=DAY)
    assert cells(clerk.get("/"))["D1", 5] == "none"


def test_cells_are_counted_and_measures_without_a_register_apart(clerk, judged):
    make.standing(judged.department, "14.1", status=Status.NO_DATA, as_of=DAY)
    content = clerk.get("/").content.decode()
    assert "超标1 · 待说明0 · 预警0 · 无数据1 · 台账未接入" in content


def test_what_does_not_bind_an_organization_stays_blank(clerk, judged):
    assert ("D1", 8) not in cells(clerk.get("/"))


def test_a_department_sees_its_own_row_and_nobody_elses(department, judged):
    response = department.get("/")
    assert {code for code, _number in cells(response)} == {"D1"}
    assert "另一厅" not in response.content.decode()


def test_the_tile_adds_up_what_is_shown_and_judges_the_sum(clerk, judged):
    tile = tile_of(clerk.get("/"), "发至基层文件")
    assert "<b>111</b>" in tile
    assert "同期120" in tile
    assert "上限140" in tile
    assert "预测185" in tile
    assert "预警" in tile


def test_a_register_that_is_still_to_come_is_said_and_never_invented(clerk, judged):
    tile = tile_of(clerk.get("/"), "督查检查考核")
    assert "台账尚未接入" in tile
    assert "无数据" in tile


def test_only_problems_leaves_out_the_rows_that_ask_nothing(clerk, judged):
    assert {code for code, _number in cells(clerk.get("/?year=2019&only=problems"))} == {"D1"}


def test_organizations_stand_in_administrative_order_until_the_viewer_asks_otherwise(clerk, judged):
    judged.other_department.position = 0
    judged.other_department.save()
    assert list(dict.fromkeys(code for code, _number in cells(clerk.get("/")))) == ["D2", "D1"]
    sorted_by_viewer = cells(clerk.get("/?year=2019&order=problems"))
    assert list(dict.fromkeys(code for code, _number in sorted_by_viewer)) == ["D1", "D2"]


def test_an_open_cell_says_why_and_leads_on(clerk, judged):
    content = clerk.get("/?year=2019&cell=D1:4").content.decode()
    panel = content.split('id="drill"')[1]
    assert "示例厅 ×" in panel
    assert '<span class="jf-big">71</span>' in panel
    assert "同比 +18.3%" in panel
    assert 'href="/evidence/4.1/D1/2019/"' in panel
    assert "看问题" in panel


def test_htmx_gets_the_panel_alone(clerk, judged):
    response = clerk.client.get("/?year=2019&cell=D1:4", headers={"HX-Request": "true", "HX-Target": "drill"})
    content = response.content.decode()
    assert "示例厅 ×" in content
    assert "<html" not in content
    assert "jf-matrix" not in content


@pytest.mark.parametrize("cell", ["D2:4", "XX:4", "D1:22", "D1:31", "D1:8"])
def test_a_cell_that_is_not_this_persons_or_is_no_cell_is_not_found(department, judged, cell):
    assert department.get(f"/?year=2019&cell={cell}").status_code == 404


def test_measures_of_accountability_are_hidden_from_all_but_discipline(clerk, discipline, judged):
    make.standing(judged.discipline, "22.1", status=Status.BREACHED, as_of=DAY)
    make.flag(judged.discipline, "22.1")
    hidden = clerk.get("/").content.decode()
    assert "jf-place-lock" in hidden
    assert "示例省纪委监委" not in hidden
    assert "全部1件" in hidden
    assert cells(discipline.get("/"))["J1", 22] == "over"


def test_the_newest_flags_say_what_is_the_matter(clerk, judged):
    content = clerk.get("/").content.decode()
    assert "上限70件，已有71件" in content
    assert "示例厅 · 第4条发文数量" in content


def test_a_year_without_figures_says_what_has_to_be_done(clerk, judged):
    content = clerk.get("/?year=2020").content.decode()
    assert "2020年还没有数据" in content
    assert "导入台账" in content
    assert "切回2019年" in content
    assert "jf-matrix" not in content.replace("jf-matrix.css", "").split("<main")[1]


def test_a_year_before_the_measures_has_no_rules_and_says_so(clerk, judged):
    assert "2018年没有规则集" in clerk.get("/?year=2018").content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("year=abc", "不是四位数的年份"),
        ("year=99999999999999999999", "不是四位数的年份"),
        ("year=2019&as_of=2019-13-01", "不是日期"),
        ("year=2019&as_of=2018-06-30", "不在2019年内"),
        ("year=2030&as_of=2030-06-30", "还没有到"),
    ],
)
def test_an_address_that_cannot_be_read_is_answered_in_words(clerk, judged, query, words):
    response = clerk.get(f"/?{query}")
    assert response.status_code == 200
    assert words in response.content.decode()


def test_another_day_is_judged_again_and_nothing_is_kept(clerk, province):
    for month in range(1, 11):
        make.document(province.department, day=date(2019, month, 5), level=Level.COUNTY)
        make.document(province.department, day=date(2018, month, 5), level=Level.COUNTY)
    make.coverage(province.department, starts=date(2018, 1, 1))
    response = clerk.get("/?year=2019&as_of=2019-06-30")
    assert "截至6月30日" in response.content.decode()
    assert "<b>6</b>" in tile_of(response, "发至基层文件")
    assert not JudgedYear.objects.exists()


def test_when_another_day_cannot_be_judged_the_last_figures_stay(clerk, judged, monkeypatch):
    def gives_up(*args):
        raise OperationalError("statement timeout")

    monkeypatch.setattr("dashboard.overview.board.weigh", gives_up)
    content = clerk.get("/?year=2019&as_of=2019-06-30").content.decode()
    assert "6月30日的数字暂时算不出" in content
    assert "<b>111</b>" in content


def test_when_the_trend_cannot_be_drawn_the_rest_of_the_page_stands(clerk, judged, monkeypatch):
    def gives_up(*args):
        raise OperationalError("statement timeout")

    monkeypatch.setattr(page, "trend", gives_up)
    content = clerk.get("/").content.decode()
    assert "累计趋势暂时画不出" in content
    assert "<b>111</b>" in content


def test_the_number_of_queries_does_not_grow_with_organizations(clerk, judged, django_assert_max_num_queries):
    for _number in range(20):
        more = make.organization(parent=judged.root)
        make.standing(more, status=Status.BREACHED, value=9, limit=5, baseline=10, same_period=8, as_of=DAY)
        make.standing(more, "5.1", status=Status.NO_DATA, as_of=DAY)
        make.flag(more)
    # the session notes its use once a minute
    clerk.get("/?year=2020")
    with django_assert_max_num_queries(12):
        clerk.get("/")


def test_the_demo_province_is_marked_as_invented_on_every_page(clerk, judged):
    assert "虚构数据" not in clerk.get("/").content.decode()
    make.organization("演示省", code="DEMO")
    # the shell keeps the names of organs for a minute
    cache.clear()
    assert "虚构数据" in clerk.get("/").content.decode()


def test_those_without_business_records_are_refused(auditor, stranger, judged):
    assert auditor.get("/").status_code == 403
    assert stranger.get("/").status_code == 403


def test_nothing_on_the_page_needs_inline_script_or_style(clerk, judged):
    content = clerk.get("/?year=2019&cell=D1:4").content.decode()
    assert " style=" not in content
    assert " onclick=" not in content
    assert content.count("<script") == content.count("nonce=") + content.count('type="application/json"')
