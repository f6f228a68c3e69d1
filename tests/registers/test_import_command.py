"""`import_register` as scripts rely on it: one JSON object, and what the exit code says."""

import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from documents.models import Document
from organizations.models import Organization, Series, Succession
from registers.importing.register import registers
from registers.models import Coverage, Import
from tests import make
from tests.registers.sample import HEADINGS, SAMPLE, workbook, workbook_of

pytestmark = pytest.mark.django_db
GOOD = ("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-05")
BAD = ("例办发〔2019〕2号", "关于乙事的通知", "示例厅", "2019-13-05")


@pytest.fixture(autouse=True)
def _sample(monkeypatch):
    monkeypatch.setitem(registers._registers, "sample", SAMPLE)


@pytest.fixture
def organ(db):
    return make.organization("示例厅", code="D1")


@pytest.fixture
def run(tmp_path):
    def run(data, *arguments, register="sample", name="发文.xlsx"):
        file = tmp_path / name
        file.write_bytes(data)
        out, err, code = StringIO(), StringIO(), 0
        try:
            call_command("import_register", register, str(file), *arguments, stdout=out, stderr=err)
        except SystemExit as stop:
            code = stop.code
        return code, out.getvalue(), err.getvalue()

    return run


def test_the_report_is_one_json_object_whose_counts_add_up(organ, run):
    code, out, _err = run(workbook(GOOD, BAD, GOOD, ("合计", "", "", "")), "--format", "json")
    report = json.loads(out)
    assert code == 1
    assert report == {
        "register": "sample",
        "rows": 3,
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "duplicate": 1,
        "rejected": 1,
        "ignored": 1,
        "saved": False,
        "covers": ["2019-01-05", "2019-01-05"],
        "errors": [
            {
                "sheet": "发文",
                "row": 3,
                "column": "成文日期",
                "value": "2019-13-05",
                "message": report["errors"][0]["message"],
            }
        ],
    }
    assert not Document.objects.exists()


def test_good_rows_alone_are_saved_only_when_asked(organ, run):
    assert run(workbook(GOOD, BAD))[0] == 1
    assert not Document.objects.exists()
    assert run(workbook(GOOD, BAD), "--skip-rejected")[0] == 1
    assert Document.objects.count() == 1


def test_a_file_without_fault_exits_0_and_says_what_was_done(organ, run):
    code, out, _err = run(workbook(GOOD), "--covers", "2019-01-01..2019-12-31")
    assert code == 0
    assert "新增 1" in out
    assert "已导入" in out
    assert str(Coverage.objects.get()) == "sample 2019-01-01–2019-12-31"


def test_a_dry_run_saves_nothing(organ, run):
    code, out, _err = run(workbook(GOOD), "--dry-run", "--format", "json")
    assert (code, json.loads(out)["saved"]) == (0, False)
    assert not Document.objects.exists()
    assert not Import.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["--set", "颜色=红"], "发文.xlsx"),
        (["--covers", "去年"], "发文.xlsx"),
        (["--covers", "2019-02-01..2019-01-01"], "发文.xlsx"),
        (["--organization", "没有"], "发文.xlsx"),
    ],
)
def test_what_cannot_be_understood_exits_2_with_one_line(organ, run, arguments, name):
    code, out, err = run(workbook(GOOD), *arguments, name=name)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", b"PK\x03\x04 broken"])
def test_a_file_that_cannot_be_read_exits_2_with_one_line(organ, run, data):
    code, out, err = run(data)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


def test_an_unknown_register_exits_2_and_names_the_known_ones(run):
    code, _out, err = run(workbook(GOOD), register="nothing")
    assert code == 2
    assert "organizations" in err


def test_a_missing_file_exits_2(organ, capsys):
    with pytest.raises(SystemExit) as stop:
        call_command("import_register", "sample", "/nowhere/at/all.xlsx", stderr=StringIO())
    assert stop.value.code == 2


def test_a_sheet_in_gb18030_is_read(organ, run):
    text = ",".join(HEADINGS) + "\n" + ",".join(GOOD) + "\n"
    assert run(text.encode("gb18030"), name="发文.csv")[0] == 0
    assert Document.objects.get().title == "关于甲事的通知"


ORGANIZATIONS = [
    ("代码", "名称", "类别", "上级代码", "排序"),
    ("C1", "示例市", "市", "P0", 2),
    ("P0", "示例省委", "省级领导机关", "", 1),
    ("D1", "旧厅", "省直部门", "P0", 3),
    ("D2", "新厅", "省直部门", "P0", 4),
]
SUCCESSIONS = [("原机构代码", "现机构代码", "生效日期", "份额"), ("D1", "D2", "2018-10-01", "40%")]
SERIES = [
    ("代字", "机构", "名义", "形式", "计入统计"),
    ("例办发", "D2", "部门", "红头", ""),
    ("例函", "新厅", "部门", "函", ""),
]


def test_one_workbook_brings_organizations_successions_and_series(run):
    data = workbook_of({"机构": ORGANIZATIONS, "机构沿革": SUCCESSIONS, "机关代字": SERIES})
    code, out, _err = run(data, "--format", "json", register="organizations")
    assert (code, json.loads(out)["new"]) == (0, 7)
    city, province = Organization.objects.get(code="C1"), Organization.objects.get(code="P0")
    assert city.path == f"{province.path}{city.pk}/"
    assert Succession.objects.get().share == Decimal("0.4")
    assert dict(Series.objects.values_list("text", "counted")) == {"例办发": True, "例函": False}
    assert json.loads(run(data, "--format", "json", register="organizations")[1])["unchanged"] == 7


def test_each_of_the_three_sheets_comes_alone_under_its_own_name(run):
    assert run(workbook_of({"表": ORGANIZATIONS}), register="organizations")[0] == 0
    assert run(workbook_of({"表": SUCCESSIONS}), register="successions")[0] == 0
    assert run(workbook_of({"表": SERIES}), register="series")[0] == 0
    assert Series.objects.count() == 2


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("X1", "示例县", "县", "没有", 9), "上级机构"),
        (("C2", "示例市", "市", "D1", 9), "上级之下"),
        (("C3", "自己的上级", "市", "C3", 9), "互为上下级"),
    ],
)
def test_an_organization_in_an_impossible_place_is_rejected(run, row, sentence):
    _code, out, _err = run(workbook_of({"机构": [*ORGANIZATIONS, row]}), register="organizations")
    assert sentence in out
    assert "要改 1" in out


def test_shares_of_more_than_the_whole_are_rejected(run):
    run(workbook_of({"机构": ORGANIZATIONS, "机构沿革": SUCCESSIONS}), register="organizations")
    more = [SUCCESSIONS[0], ("D1", "C1", "2018-10-01", "70%")]
    code, out, _err = run(workbook_of({"机构沿革": more}), register="successions")
    assert code == 1
    assert "份额合计超过1" in out


def test_a_moved_organization_takes_those_below_along(run):
    run(workbook_of({"机构": [*ORGANIZATIONS, ("X1", "示例县", "县", "C1", 9)]}), register="organizations")
    moved = [ORGANIZATIONS[0], ("C9", "另一市", "市", "P0", 5), ("X1", "示例县", "县", "C9", 9)]
    code, out, _err = run(workbook_of({"机构": moved}), "--format", "json", register="organizations")
    assert (code, json.loads(out)["changed"]) == (0, 1)
    county = Organization.objects.get(code="X1")
    assert county.path == f"{Organization.objects.get(code='C9').path}{county.pk}/"
