"""The rule sets: all thirty measures, each obligation with its basis, and what a file may change of another."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from measures.catalogue import (
    CatalogueError,
    MeasureKind,
    NoRuleSet,
    RuleSet,
    letter_for,
    load,
    names,
    rule_set_for,
)
from measures.rules import Milestone, Reduction
from measures.status import Force

RULE_SETS = ["2019", "2020", "2024"]


@pytest.fixture(params=RULE_SETS)
def rules(request) -> RuleSet:
    return load(request.param)


def test_three_rule_sets_come_with_the_product():
    assert names() == tuple(RULE_SETS)


def test_all_thirty_measures_stand_in_order_under_seven_headings(rules):
    assert [measure.number for measure in rules.measures] == list(range(1, 31))
    assert [part.number for part in rules.parts] == [1, 2, 3, 4, 5, 6, 7]
    spans = {part.short.zh: [m.number for m in rules.measures if m.part == part] for part in rules.parts}
    assert {name: (min(span), max(span)) for name, span in spans.items()} == {
        "政绩观": (1, 3),
        "文件文风": (4, 8),
        "会议会风": (9, 13),
        "督查检查考核": (14, 21),
        "问责": (22, 24),
        "关怀": (25, 27),
        "责任": (28, 30),
    }


def test_every_heading_of_the_matrix_fits(rules):
    assert {len(measure.short.zh) for measure in rules.measures} == {4}
    assert max(len(measure.short.en) for measure in rules.measures) <= 12
    assert len({measure.short.zh for measure in rules.measures}) == 30


def test_kinds_are_those_of_the_design(rules):
    kinds = {kind: [m.number for m in rules.measures if m.kind == kind] for kind in MeasureKind}
    assert kinds[MeasureKind.INDICATOR] == [4, 8, 9, 13, 14]
    assert kinds[MeasureKind.RULE] == [5, 6, 7, 10, 11, 12, 15, 16, 17, 20, 21]


def test_obligations_are_in_order_and_found_by_key(rules):
    keys = [tuple(map(int, one.key.split("."))) for one in rules.obligations]
    assert keys == sorted(keys)
    assert len(keys) >= 84
    assert all(rules.obligation(one.key) is one for one in rules.obligations)
    assert all(one in rules.measure(one.measure).obligations for one in rules.obligations)
    with pytest.raises(KeyError):
        rules.obligation("4.9")


def test_measures_4_to_13_wait_for_no_register(rules):
    waiting = {one.measure for one in rules.obligations if one.awaits}
    assert waiting.isdisjoint(range(4, 14))


def test_nothing_of_2019_rests_on_the_notice_of_2020():
    issued = {basis.issued for one in load("2019").obligations if one.key != "8.2" for basis in one.basis}
    assert issued == {"2019-03", "2019"}


def test_the_limit_of_characters_holds_from_the_rules_of_2024_on(rules):
    characters = rules.obligation("8.2")
    assert not characters.holds_on(date(2024, 8, 5))
    assert characters.holds_on(date(2024, 8, 6))
    assert str(characters.basis[0]) == "《整治形式主义为基层减负若干规定》文件部分"
    assert rules.obligation("8.1").holds_on(date(2019, 1, 1))


def test_2020_asks_only_that_documents_and_meetings_do_not_grow():
    bounds = {
        name: [load(name).obligation(key).rule.bounds(100) for key in ("4.1", "9.1")] for name in ("2019", "2020")
    }
    assert bounds == {"2019": [(70, 50), (70, 50)], "2020": [(100, None), (100, None)]}
    assert load("2020").obligation("4.2") == load("2019").obligation("4.2")


def test_2024_adds_the_yearly_total_as_a_demand_in_principle():
    added = {one.key for one in load("2024").obligations} - {one.key for one in load("2020").obligations}
    assert added == {"4.6"}
    total = load("2024").obligation("4.6")
    assert (total.force, total.basis[0].document) == (Force.IN_PRINCIPLE, "rules-2024")
    assert total.rule.bounds(7) == (7, None)


def test_who_is_bound_follows_the_kind_of_organization(rules):
    assert [letter_for(kind) for kind in ("leading", "department", "city", "county", "discipline")] == list("PDCXJ")
    assert letter_for("township") is None
    assert rules.for_kind("township") == ()
    assert {one.key for one in rules.for_kind("county")} == {"26.1", "26.2", "26.3", "27.1"}
    assert {one.measure for one in rules.for_kind("discipline")} == {22, 23, 24, 25}
    assert not rules.obligation("10.1").binds(None)
    assert [one.key for one in rules.obligations if one.lead_office] == ["10.1", "28.1"]


def test_registers_lead_to_the_obligations_they_feed():
    fed = {one.key for one in load("2019").fed_by("incoming")}
    assert fed == {"4.4", "4.5"}
    assert "4.1" in {one.key for one in load("2019").fed_by("baselines")}


def test_every_reduction_and_comparison_can_have_a_signed_baseline(rules):
    for one in rules.obligations:
        if isinstance(one.rule, Reduction) and one.baseline_metric is None:
            assert "baselines" in one.feeds, one.key


def test_an_obligation_names_all_its_metrics(rules):
    assert rules.obligation("9.1").metrics == ("meetings.held", "meetings.approved_to_come")
    assert rules.obligation("13.3").metrics == ("meetings.by_video", "meetings.held")
    assert rules.obligation("19.3").metrics == ("inspections.indicators_after", "inspections.indicators_before")
    assert rules.obligation("4.2").metrics == ("documents.supporting_unrequired",)


def test_a_metric_gets_the_parameters_that_it_knows(rules):
    overlong = rules.obligation("8.1")
    assert overlong.parameters_for({"pages", "days"}) == (("pages", 10),)
    assert overlong.parameters_for(()) == ()
    traces = dict(rules.obligation("17.1").parameters)["kinds"]
    assert "台账记录" in traces
    assert len(traces) == 8
    assert hash(rules.obligation("17.1").parameters)


def test_words_follow_the_language_in_use():
    measure = load("2019").measure(9)
    assert str(measure.title) == "实行会议计划管理"
    assert str(load("2019").obligation("9.4")) == "9.4 11月30日前报送下一年度会议计划"
    with translation.override("en"):
        assert str(measure) == "9 Plan meetings"


def test_the_two_halves_of_the_mechanism_are_two_days():
    rule = load("2019").obligation("28.2").rule
    assert isinstance(rule, Milestone)
    assert rule.due_days(2019) == (date(2019, 6, 30), date(2019, 12, 31))


def test_each_year_is_judged_by_the_latest_rule_set_before_it(settings):
    settings.RULE_SETS = {2024: "2024", 2019: "2019", 2020: "2020"}
    chosen = {year: rule_set_for(year).name for year in (2019, 2020, 2023, 2024, 2030)}
    assert chosen == {2019: "2019", 2020: "2020", 2023: "2020", 2024: "2024", 2030: "2024"}
    with pytest.raises(NoRuleSet, match="2019年起"):
        rule_set_for(2018)


# --- a province's own rule sets -------------------------------------------------------------------------------------


def write(folder: Path, text: str, name: str = "own") -> Path:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


OWN = """
extends = "2019"
title = "本省口径"
title_en = "Ours"
drop = ["4.5"]

[[measure]]
number = 4
[[measure.obligation]]
key = "4.1"
rule = { name = "reduction", minimum = 0.40 }
[[measure.obligation]]
key = "4.10"
demand = "便函不增加"
demand_en = "No more memos"
metric = "documents.to_grassroots"
rule = { name = "ceiling", limit = 9 }
force = "in_principle"
who = "D"
feeds = ["documents"]
"""


def test_a_rule_set_can_change_drop_and_add_obligations_of_another(tmp_path):
    own = load("own", write(tmp_path, OWN))
    assert own.obligation("4.1").rule.bounds(10) == (6, None)
    assert own.obligation("4.1").demand == load("2019").obligation("4.1").demand
    assert [one.key for one in own.measure(4).obligations] == ["4.1", "4.2", "4.3", "4.4", "4.10"]
    assert own.obligation("4.10").basis == load("2019").obligation("4.2").basis
    assert own.measure(5) == load("2019").measure(5)


def test_an_obligation_holds_from_its_first_to_its_last_day(tmp_path):
    text = OWN.replace("limit = 9 }", "limit = 9 }\nholds_from = 2021-02-01\nholds_until = 2021-02-28")
    memos = load("own", write(tmp_path, text)).obligation("4.10")
    days = [date(2021, 1, 31), date(2021, 2, 1), date(2021, 2, 28), date(2021, 3, 1)]
    assert [memos.holds_on(day) for day in days] == [False, True, True, False]


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        load("own", write(folder, text))
    assert all(problem.hint for problem in caught.value.problems)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title = ", "不是有效的TOML"),
        ('extends = "1999"', "找不到规则集文件"),
        ('extends = "../2019"', "找不到规则集文件"),
        ('extends = "own"', "互相引用"),
        ("measure = 4", "表的列表"),
        ("[measure]\nnumber = 4", "表的列表"),
        ("basis = 4", "basis"),
        ("[[measure]]\nobligation = 4", "表的列表"),
    ],
)
def test_a_file_that_cannot_be_read_says_so(tmp_path, text, words):
    (found,) = problems(tmp_path, text)
    assert found.startswith(("own.toml", "1999.toml", "../2019.toml"))
    assert words in found


def test_a_file_of_another_encoding_says_so(tmp_path):
    (tmp_path / "own.toml").write_bytes("title = '口径'".encode("gb18030"))
    with pytest.raises(CatalogueError, match="TOML"):
        load("own", tmp_path)


def test_rule_sets_that_extend_each_other_are_refused(tmp_path):
    write(tmp_path, 'extends = "own"', "other")
    (found,) = problems(tmp_path, 'extends = "other"')
    assert "own → other → own" in found


def test_an_empty_file_lacks_everything_and_says_all_of_it(tmp_path):
    found = "\n".join(problems(tmp_path, ""))
    for words in ("title", "title_en", "holds_from", "30条措施不全，缺第1、2、3、"):
        assert words in found
