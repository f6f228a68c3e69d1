"""Classified rows and sheets about persons: nothing of them may remain anywhere."""

import dataclasses
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from registers.importing.refused import Refused
from registers.importing.register import registers
from registers.importing.running import Request, plan_request
from tests import make
from tests.registers.sample import HEADINGS, SAMPLE, context, workbook

pytestmark = pytest.mark.django_db
CANARY = "金丝雀鸣叫"
GOOD = ("例办发〔2019〕1号", "关于甲事的通知", "示例厅", "2019-01-05", "")


def every_stored_text():
    """Everything in every table of the product, as one text."""
    return repr([list(model._default_manager.values()) for model in apps.get_models()])


@pytest.fixture
def organ(db, monkeypatch):
    monkeypatch.setitem(registers._registers, "sample", SAMPLE)
    return make.organization("示例厅", code="D1")


@pytest.mark.parametrize("mark", ["机密", "秘密★10年", "绝 密", "机密\u200b", "絕密"])
def test_a_classified_row_leaves_nothing_anywhere(organ, tmp_path, capfd, caplog, mark):
    row = ("例办发〔2019〕2号", CANARY, CANARY, f"{CANARY}日", mark)
    (tmp_path / "发文.xlsx").write_bytes(workbook(GOOD, row, headings=(*HEADINGS, "密级")))
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command(
            "import_register",
            "sample",
            str(tmp_path / "发文.xlsx"),
            "--skip-rejected",
            stdout=out,
            stderr=err,
        )
    assert stop.value.code == 1
    assert "第3行" in out.getvalue()
    assert "涉密文件数" in out.getvalue()
    printed = capfd.readouterr()
    for text in (every_stored_text(), out.getvalue(), err.getvalue(), printed.out, printed.err, caplog.text):
        assert CANARY not in text
    assert "例办发〔2019〕2号" not in every_stored_text()


def test_a_mark_in_a_column_that_nobody_placed_is_found_too(organ):
    row = ("例办发〔2019〕2号", CANARY, "示例厅", "2019-01-05", "机密★10年")
    data = workbook(row, headings=(*HEADINGS, "文件属性"))
    (plan,) = plan_request(Request(SAMPLE, data, "发文.xlsx"), context(organ))
    assert CANARY not in repr(plan)


def test_a_whole_file_said_to_be_classified_is_refused_row_by_row(organ):
    data = workbook(GOOD[:4])
    (plan,) = plan_request(Request(SAMPLE, data, "发文.xlsx", {"classification": "秘密"}), context(organ))
    assert plan.counts()["rejected"] == 1
    assert "关于甲事的通知" not in repr(plan)


def test_an_open_row_is_not_taken_for_a_classified_one(organ):
    rows = [(*GOOD[:4], mark) for mark in ("", "普通", "无", "非密", "不涉密")]
    data = workbook(*rows, headings=(*HEADINGS, "密级"))
    (plan,) = plan_request(Request(SAMPLE, data, "发文.xlsx"), context(organ))
    assert plan.counts()["rejected"] == 0


def test_a_sheet_that_names_persons_is_refused_whole(organ):
    register = dataclasses.replace(SAMPLE, name="cases", title="问责事项", refuses_personal=True)
    data = workbook((*GOOD[:4], CANARY), headings=(*HEADINGS, "被反映人"))
    with pytest.raises(Refused) as refused:
        plan_request(Request(register, data, "发文.xlsx"), context(organ))
    assert "被反映人" in refused.value.message
    assert CANARY not in refused.value.message
