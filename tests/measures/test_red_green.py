"""1.1–3.3 and 26.1–29.2: a register that turns the obligation red and one that turns it green, by the commands."""

import csv
import json
from datetime import date

import pytest
from django.core.management import call_command

from organizations.models import Kind
from organizations.roles import Role
from tests import make

pytestmark = pytest.mark.django_db

ASSIGNMENT = ["事项编号", "单位", "年度", "角色", "交付物", "时限", "完成日期", "佐证"]
PROBLEM = ["编号", "问题", "责任单位", "根源层级", "整改时限", "完成日期", "销号日期"]
INDICATOR = ["指标编号", "单位", "年度", "分子", "分母", "来源"]
PRINCIPAL = ["单位", "年度", "职务", "签批文号", "确认日期"]
UNIT = "测试机关"


def deliverable(key, due, done="", proof=""):
    return ("assignments", ASSIGNMENT, [[key, UNIT, "2019", "牵头", f"交付物{due}", due, done, proof]])


def problem(due="2019-06-30", finished="", closed="", level="市"):
    return ("problems", PROBLEM, [["2019-001", "报表重复报送", UNIT, level, due, finished, closed]])


def indicator(key, numerator, denominator, year="2019"):
    return ("indicators", INDICATOR, [[key, UNIT, year, numerator, denominator, "测试年报"]])


def signature(number, day):
    return ("principals", PRINCIPAL, [[UNIT, "2019", "主要负责同志", number, day]])


DONE = ("2019-06-29", "示组〔2019〕6号")
HALVES = ("2019-06-30", "2019-12-31")
RED_AND_GREEN = [
    ("1.1", Kind.DEPARTMENT, [deliverable("1.1", "2019-06-30")], [deliverable("1.1", "2019-06-30", *DONE)]),
    ("1.1", Kind.CITY, [deliverable("1.1", "2019-06-30", DONE[0])], [deliverable("1.1", "2019-06-30", *DONE)]),
    ("2.1", Kind.LEADING, [deliverable("2.1", "2019-12-31")], [deliverable("2.1", "2019-12-31", *DONE)]),
    ("3.1", Kind.DEPARTMENT, [problem("2019-12-31")], [problem("2019-12-31", "2019-12-31")]),
    ("3.2", Kind.CITY, [problem(finished="2019-06-30")], [problem(finished="2019-06-30", closed="2019-12-31")]),
    ("3.3", Kind.DEPARTMENT, [problem(level="县")], [problem(level="省")]),
    ("26.1", Kind.COUNTY, [indicator("26.1", "949", "1000")], [indicator("26.1", "950", "1000")]),
    ("26.2", Kind.DEPARTMENT, [indicator("26.2", "79.9", "100")], [indicator("26.2", "80", "100")]),
    ("26.3", Kind.CITY, [indicator("26.3", "19", "20")], [indicator("26.3", "20", "20")]),
    ("26.4", Kind.CITY, [deliverable("26.4", "2019-12-31")], [deliverable("26.4", "2019-12-31", *DONE)]),
    ("27.1", Kind.COUNTY, [indicator("27.1", "60000", "60000")], [indicator("27.1", "60006", "60000")]),
    ("27.2", Kind.CITY, [indicator("27.2", "9", "10")], [indicator("27.2", "10", "10")]),
    ("27.3", Kind.CITY, [indicator("27.3", "11", "12")], [indicator("27.3", "12", "12")]),
    (
        "27.4",
        Kind.LEADING,
        [indicator("27.4", "30", "100", "2018"), indicator("27.4", "29", "100")],
        [indicator("27.4", "30", "100", "2018"), indicator("27.4", "30", "100")],
    ),
    (
        "28.2",
        Kind.LEADING,
        [deliverable("28.2", HALVES[0], *DONE), deliverable("28.2", HALVES[1])],
        [deliverable("28.2", HALVES[0], *DONE), deliverable("28.2", HALVES[1], *DONE)],
    ),
    ("29.1", Kind.DEPARTMENT, [signature("", "2019-03-20")], [signature("示签〔2019〕1号", "2019-03-20")]),
]
IN_PRINCIPLE = {"3.3", "26.4", "27.4"}


@pytest.fixture
def judged(tmp_path, capsys):
    """The status after the registers were imported for one unit of a kind, at the end of the year."""

    def judged(obligation, kind, registers, as_of="2019-12-31"):
        unit = make.organization(UNIT, kind=kind, code="U9")
        for number, (register, headings, rows) in enumerate(registers):
            path = tmp_path / f"{number}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([headings, *rows])
            call_command("import_register", register, str(path))
            if register == "indicators":
                year = int(rows[0][2])
                make.coverage(unit, register=register, starts=date(year, 1, 1), ends=date(year, 12, 31))
        capsys.readouterr()
        words = ("2019", "--as-of", as_of, "--obligation", obligation, "--organization", "U9")
        call_command("evaluate", *words, "--format", "json")
        (standing,) = json.loads(capsys.readouterr().out)
        return standing["status"]

    return judged


@pytest.mark.parametrize(("obligation", "kind", "red", "green"), RED_AND_GREEN)
def test_a_register_turns_it_red(judged, obligation, kind, red, green):
    assert judged(obligation, kind, red) == ("to_explain" if obligation in IN_PRINCIPLE else "breached")


@pytest.mark.parametrize(("obligation", "kind", "red", "green"), RED_AND_GREEN)
def test_a_register_turns_it_green(judged, obligation, kind, red, green):
    assert judged(obligation, kind, green) == "on_track"


def test_a_head_has_until_the_end_of_march_to_sign(judged):
    assert judged("29.1", Kind.DEPARTMENT, [signature("", "")], as_of="2019-03-30") == "not_due"


@pytest.fixture
def lead_office(db):
    office = make.organization(UNIT, kind=Kind.LEADING, code="U9")
    make.user(role=Role.GENERAL_OFFICE, organization=office)
    return office


def divided(office, partner, numbers):
    for number in numbers:
        make.deliverable(office, f"{number}.1", deliverable="牵头", part="lead")
        make.deliverable(partner, f"{number}.1", deliverable="配合", part="partner")


def status_of(obligation, capsys, organization="U9"):
    words = ("2019", "--as-of", "2019-12-31", "--obligation", obligation, "--organization", organization)
    call_command("evaluate", *words, "--format", "json")
    (standing,) = json.loads(capsys.readouterr().out)
    return standing["status"], standing["value"]


def test_a_measure_without_a_lead_turns_28_1_red(lead_office, capsys):
    divided(lead_office, make.organization(), range(1, 30))
    assert status_of("28.1", capsys) == ("breached", 1)


def test_a_measure_with_two_leads_turns_28_1_red(lead_office, capsys):
    divided(lead_office, make.organization(), range(1, 31))
    make.deliverable(make.organization(), "4.1", part="lead")
    assert status_of("28.1", capsys) == ("breached", 1)


def test_a_lead_and_a_partner_for_every_measure_turn_28_1_green(lead_office, capsys):
    divided(lead_office, make.organization(), range(1, 31))
    assert status_of("28.1", capsys) == ("on_track", 0)


def test_a_flag_unanswered_after_its_day_turns_29_2_red_and_on_its_day_not_yet(capsys):
    unit = make.organization(code="U9")
    flag = make.flag(unit, due_on=date(2019, 12, 31))
    assert status_of("29.2", capsys) == ("on_track", 0)
    flag.due_on = date(2019, 12, 30)
    flag.save()
    assert status_of("29.2", capsys) == ("breached", 1)


def test_a_flag_that_was_answered_turns_29_2_green(capsys):
    make.flag(make.organization(code="U9"), due_on=date(2019, 12, 30), state="answered", answered_on=date(2019, 12, 31))
    assert status_of("29.2", capsys) == ("on_track", 0)


def test_the_flag_that_29_2_raises_itself_does_not_feed_it(capsys):
    make.flag(make.organization(code="U9"), "29.2", due_on=date(2019, 12, 30))
    assert status_of("29.2", capsys) == ("on_track", 0)
