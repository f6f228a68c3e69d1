"""22.1–25.2: one register that turns the obligation red and one that turns it green, at the exact day."""

import csv
import json

import pytest
from django.core.management import call_command

from organizations.models import Kind
from tests import make

pytestmark = pytest.mark.django_db

CASE = (
    "编号 决定机关 对象类别 启动日期 事实见面日期 听取党组织意见日期 听取本人意见日期 "
    "主动纠错 主动纠错已考量 容错评估日期 决定日期 影响期满日期 期满评估日期"
)
COMPLAINT = (
    "编号 受理机关 收到日期 实名 受理告知日期 办结日期 结果 结果反馈日期 需澄清 澄清日期 澄清方式 诬告认定 诬告处理日期"
)
TALK = "编号 机关 发函日期 一人一策方案 知悉范围人数 回复日期 办结日期"
SHEETS = {"cases": CASE.split(), "complaints": COMPLAINT.split(), "talks": TALK.split()}
OWNER = {"cases": "决定机关", "complaints": "受理机关", "talks": "机关"}
GOOD = {
    "cases": {
        "编号": "2019-001",
        "对象类别": "领导干部",
        "启动日期": "2019-01-07",
        "事实见面日期": "2019-02-11",
        "听取党组织意见日期": "2019-02-12",
        "听取本人意见日期": "2019-02-13",
        "主动纠错": "是",
        "主动纠错已考量": "是",
        "容错评估日期": "2019-02-14",
        "决定日期": "2019-02-14",
    },
    "complaints": {"编号": "2019-001", "收到日期": "2019-03-01", "实名": "否"},
    "talks": {
        "编号": "2019-001",
        "发函日期": "2019-03-01",
        "一人一策方案": "是",
        "知悉范围人数": "3",
        "回复日期": "2019-03-04",
        "办结日期": "2019-04-04",
    },
}
# 28 January 2019 + 15 working days: Spring Festival, 4 to 10 February, is off, the weekend before is worked for it,
# and so the fifteenth working day is 21 February
JANUARY = {"收到日期": "2019-01-28", "实名": "是"}
CLOSED = {"收到日期": "2019-01-28", "受理告知日期": "2019-01-29", "实名": "是", "办结日期": "2019-01-29"}
UNTRUE = {"办结日期": "2019-03-01", "结果": "失实", "需澄清": "是", "澄清方式": "书面、当面"}
RED_AND_GREEN = [
    ("22.1", "cases", {"听取党组织意见日期": ""}, {"听取党组织意见日期": "2019-02-14"}),
    ("22.2", "cases", {"听取本人意见日期": ""}, {"听取本人意见日期": "2019-02-14"}),
    ("22.2", "cases", {"事实见面日期": ""}, {"事实见面日期": "2019-02-14"}),
    ("22.2", "cases", {"听取本人意见日期": ""}, {"听取本人意见日期": "", "对象类别": "党组织"}),
    ("22.3", "cases", {"主动纠错已考量": "否"}, {"主动纠错已考量": "是"}),
    ("22.3", "cases", {"主动纠错": "", "主动纠错已考量": ""}, {"主动纠错": "否", "主动纠错已考量": ""}),
    ("23.1", "cases", {"容错评估日期": ""}, {"容错评估日期": "2019-02-14"}),
    (
        "23.2",
        "cases",
        {"影响期满日期": "2019-03-01", "期满评估日期": "2019-04-01"},
        {"影响期满日期": "2019-03-01", "期满评估日期": "2019-03-31"},
    ),
    ("23.2", "cases", {"影响期满日期": "2019-11-30"}, {"影响期满日期": "2019-12-01"}),
    ("24.1", "complaints", JANUARY | {"受理告知日期": "2019-02-22"}, JANUARY | {"受理告知日期": "2019-02-21"}),
    ("24.1", "complaints", CLOSED | {"结果反馈日期": "2019-02-23"}, CLOSED | {"结果反馈日期": "2019-02-22"}),
    ("24.1", "complaints", JANUARY, JANUARY | {"实名": "否"}),
    ("24.2", "complaints", UNTRUE | {"澄清日期": "2019-04-01"}, UNTRUE | {"澄清日期": "2019-03-31"}),
    (
        "24.2",
        "complaints",
        UNTRUE | {"澄清日期": "2019-03-05", "澄清方式": "当面"},
        UNTRUE | {"澄清日期": "2019-03-05"},
    ),
    ("24.2", "complaints", UNTRUE, UNTRUE | {"结果": "无法查实"}),
    ("24.3", "complaints", {"诬告认定": "是"}, {"诬告认定": "是", "诬告处理日期": "2019-06-01"}),
    ("25.1", "talks", {"知悉范围人数": "4"}, {"知悉范围人数": "3"}),
    ("25.1", "talks", {"一人一策方案": "否"}, {"一人一策方案": "是"}),
    (
        "25.2",
        "talks",
        {"发函日期": "2019-01-28", "回复日期": "2019-02-22", "办结日期": "2019-03-22"},
        {"发函日期": "2019-01-28", "回复日期": "2019-02-21", "办结日期": "2019-03-21"},
    ),
    ("25.2", "talks", {"回复日期": "2019-03-04", "办结日期": "2019-04-05"}, {"办结日期": "2019-04-04"}),
]


@pytest.fixture
def judged(tmp_path, capsys):
    """What `evaluate` says after `import_register` took one row that differs from a good one."""
    make.organization("测试纪委监委", kind=Kind.DISCIPLINE, code="J9")

    def judged(obligation, register, differences):
        row = GOOD[register] | {OWNER[register]: "测试纪委监委"} | differences
        path = tmp_path / f"{register}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([SHEETS[register], [row.get(heading, "") for heading in SHEETS[register]]])
        call_command("import_register", register, str(path), "--covers", "2019-01-01..2019-12-31")
        capsys.readouterr()
        words = ("2019", "--as-of", "2019-12-31", "--obligation", obligation, "--organization", "J9")
        call_command("evaluate", *words, "--format", "json")
        (standing,) = json.loads(capsys.readouterr().out)
        return standing

    return judged


@pytest.mark.parametrize(("obligation", "register", "red", "green"), RED_AND_GREEN)
def test_a_register_turns_it_red(judged, obligation, register, red, green):
    assert judged(obligation, register, red)["status"] == "breached"


@pytest.mark.parametrize(("obligation", "register", "red", "green"), RED_AND_GREEN)
def test_a_register_turns_it_green(judged, obligation, register, red, green):
    assert judged(obligation, register, green)["status"] == "on_track"
