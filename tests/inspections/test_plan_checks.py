"""What is said about a line while it is written, and the ways out."""

from dataclasses import replace
from datetime import date

import pytest

from inspections.planning.checks import HINT, MUST, PRINCIPLE, Around, Item, Limits, Neighbour, check

GOOD = Item(
    pk=1,
    name="安全生产检查",
    kind="inspection",
    comprehensive=False,
    basis="安全生产法",
    basis_level="centre",
    counties=frozenset({7}),
    first=date(2019, 6, 3),
    last=date(2019, 6, 5),
    days=3,
    people=10,
    year=2019,
)
ALONE = Around()


def found(item, around=ALONE):
    return {one.key: one for one in check(item, around)}


def test_nothing_is_said_of_a_good_line_at_the_limits():
    assert check(GOOD, ALONE) == []


@pytest.mark.parametrize(
    ("change", "key", "severity"),
    [
        ({"papers": "台账"}, "traces", MUST),
        ({"first": None, "last": None}, "when", MUST),
        ({"first": date(2018, 12, 31)}, "when", MUST),
        ({"days": 4}, "days", MUST),
        ({"counties": frozenset()}, "where", MUST),
        ({"basis": " "}, "basis", MUST),
        ({"kind": "assessment", "indicators": 3, "basis_level": "department"}, "indicators", MUST),
        ({"kind": "research", "indicators": 1}, "research", MUST),
        ({"kind": "research", "papers": "总结"}, "research", MUST),
        ({"basis_level": "department"}, "basis_level", PRINCIPLE),
        ({"people": 11}, "team", PRINCIPLE),
    ],
)
def test_each_rule_speaks_at_its_limit(change, key, severity):
    finding = found(replace(GOOD, **change))[key]
    assert (finding.severity, finding.blocks) == (severity, True)


def test_assessment_with_a_mandate_may_have_indicators():
    assert "indicators" not in found(replace(GOOD, kind="assessment", indicators=3))


def test_a_reason_settles_what_is_a_principle_but_not_what_is_a_must():
    item = replace(GOOD, people=11, basis="", excuses={"team": "山区县多", "basis": "没有"})
    said = found(item)
    assert (said["team"].blocks, said["team"].excused) == (False, "山区县多")
    assert said["basis"].blocks


def test_each_way_out_ends_its_warning():
    wrong = replace(GOOD, papers="台账、总结", people=30, days=9, kind="assessment", indicators=2, basis_level="none")
    for key in ("traces", "team", "days", "indicators"):
        way = found(wrong)[key].ways[0]
        assert key not in found(replace(wrong, **way.changes))


def test_research_can_become_an_inspection_or_ask_for_nothing():
    wrong = replace(GOOD, kind="research", papers="总结", indicators=2)
    for way in found(wrong)["research"].ways:
        assert "research" not in found(replace(wrong, **way.changes))


def test_the_second_comprehensive_inspection_is_told_of_the_first():
    first = replace(GOOD, pk=2, name="综合督查", comprehensive=True)
    assert "comprehensive" not in found(first, Around([first]))
    second = replace(GOOD, comprehensive=True)
    finding = found(second, Around([first, second]))["comprehensive"]
    assert "综合督查" in finding.text
    assert [way.into for way in finding.ways] == [None, 2]
    assert "comprehensive" not in found(second, Around([first, second], limits=Limits(comprehensive=2)))


@pytest.mark.parametrize(("day", "told"), [(19, True), (20, False)])
def test_alike_lines_of_ones_own_within_14_days_could_be_one(day, told):
    other = replace(GOOD, pk=9, first=date(2019, 6, day), last=date(2019, 6, day))
    around = Around([GOOD, other], alike=lambda one, another: True)
    assert ("own" in found(replace(other, days=1), around)) is told
    assert "own" not in found(GOOD, around)


def test_other_departments_in_the_same_counties_are_a_hint_and_the_worst_comes_first():
    near = Neighbour("另一厅", "消防检查", "6月4日", 2, same_days=True, alike=False)
    said = check(replace(GOOD, people=11, papers="截图"), Around(neighbours=[near]))
    assert [one.severity for one in said] == [MUST, PRINCIPLE, HINT]
    assert "另一厅“消防检查”6月4日也到其中2个县，同县同日" in said[-1].text
    assert not said[-1].blocks
