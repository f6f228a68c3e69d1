"""evaluate, evidence, flags and targets as scripts use them."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from measures.models import Standing, Target
from organizations.models import Kind, Level
from tests import make


@pytest.fixture
def office(db):
    one = make.organization("示例厅", kind=Kind.DEPARTMENT, code="D1")
    for year in (2018, 2019):
        make.coverage(one, starts=date(year, 1, 1), ends=date(year, 12, 31))
    for _number in range(10):
        make.document(one, day=date(2018, 3, 5), level=Level.COUNTY)
    make.document(one, day=date(2019, 3, 5), level=Level.COUNTY, key="示发〔2019〕1号", title="关于某事的通知")
    return one


def run(capsys, *words):
    call_command(*words)
    return capsys.readouterr().out


def test_evaluate_prints_one_object_for_each_obligation(office, capsys):
    shown = json.loads(
        run(capsys, "evaluate", "2019", "--as-of", "2019-12-31", "--obligation", "4.1", "--format", "json")
    )
    assert shown == [
        {
            "obligation": "4.1",
            "organization": "D1",
            "year": 2019,
            "as_of": "2019-12-31",
            "status": "on_track",
            "value": 1,
            "baseline": 10,
            "same_period": 10,
            "committed": 0,
            "limit": 7,
            "stretch": 5,
            "forecast": 1,
            "reduction": 0.9,
            "beyond_band": True,
            "population": 1,
            "data_through": "2019-12-31",
        }
    ]


def test_evaluate_of_one_obligation_leaves_the_others_alone(office, capsys):
    run(capsys, "evaluate", "2019")
    before = Standing.objects.count()
    run(capsys, "evaluate", "2019", "--obligation", "4.1", "--organization", "D1")
    assert Standing.objects.count() == before


def test_evidence_lists_the_records_behind_the_figure(office, capsys):
    shown = json.loads(run(capsys, "evidence", "4.1", "D1", "2019", "--format", "json"))
    assert shown["value"] == 1
    assert shown["records"] == [
        {"key": "示发〔2019〕1号", "title": "关于某事的通知", "day": "2019-03-05", "explained": False}
    ]


def test_flags_can_be_narrowed_to_the_open_ones_of_a_year(office, capsys):
    make.flag(office, "4.2")
    make.flag(office, "4.3", state="closed", closed_on=date(2019, 6, 3))
    make.flag(office, "4.2", year=2018)
    shown = json.loads(run(capsys, "flags", "2019", "--open", "--format", "json"))
    assert [(one["obligation"], one["organization"], one["year"]) for one in shown] == [("4.2", "D1", 2019)]


def test_targets_are_drafted_once_and_issued_with_a_signer(office, capsys):
    run(capsys, "targets", "2019")
    run(capsys, "targets", "2019")
    draft = Target.objects.get(obligation="4.1", organization=office)
    assert (draft.state, draft.baseline, draft.ceiling, draft.stretch) == ("draft", 10, 7, 5)
    run(capsys, "targets", "2019", "--issue", "--by", "林可")
    issued = Target.objects.get(obligation="4.1", organization=office)
    assert (issued.state, issued.issued_by) == ("issued", "林可")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["evaluate", "1800"], "年度"),
        (["evaluate", "2010"], "没有适用的规则集"),
        (["evaluate", "2019", "--organization", "NOBODY"], "NOBODY"),
        (["evaluate", "2019", "--obligation", "99.9"], "99.9"),
        (["evaluate", "2019", "--as-of", "2018-01-01"], "2018"),
        (["targets", "2019", "--issue"], "--by"),
    ],
)
def test_a_wrong_word_is_one_clear_line(office, words, said):
    with pytest.raises(CommandError, match=said):
        call_command(*words)
