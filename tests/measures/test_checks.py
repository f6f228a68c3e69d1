"""`manage.py check` refuses a wrong catalogue, naming the obligation and the way out."""

from pathlib import Path

import pytest
from django.db.models import Q

from measures.catalogue import load
from measures.checks import check_catalogue, rule_set_errors
from metrics.decorators import findings, metric
from metrics.registry import Registry, Source

GOOD = """
[[measure.obligation]]
key = "{key}"
demand = "不超过限额"
demand_en = "Within the limit"
metric = "documents.over_length"
with = {{ pages = 10 }}
rule = {{ name = "ceiling", limit = 0 }}
force = "must"
who = "PDC"
feeds = ["documents", "meetings"]
basis = [{{ document = "paper", article = "第一条" }}]
"""

HEAD = """
title = "试"
title_en = "Trial"
holds_from = 2019-01-01

[basis.paper]
title = "试行办法"
issuer = "办公厅"
level = "province"
issued = "2019"

[[part]]
number = 1
title = "文件"
title_en = "Documents"
short = "文件"
short_en = "Docs"
"""

MEASURE = """
[[measure]]
number = {number}
part = 1
title = "措施"
title_en = "Measure"
short = "四字表头"
short_en = "Short"
kind = "rule"
summary = "摘要"
summary_en = "Summary"
"""


def catalogue(measures: int = 30) -> str:
    return HEAD + "".join(
        MEASURE.format(number=number) + GOOD.format(key=f"{number}.1") for number in range(1, measures + 1)
    )


@pytest.fixture
def known() -> Registry:
    registry, source = Registry(), Source("documents", rows=lambda: None)

    @metric("documents.over_length", unit="件", source=source, into=registry)
    def over_length(*, pages: int = 10, policy: bool = True) -> Q:
        return Q(pages__gt=pages)

    @metric("documents.all", unit="件", source=source, into=registry)
    def everything() -> Q:
        return Q()

    @findings("documents.alike", unit="件", source=source, into=registry)
    def alike(period, organizations, *, similarity):
        yield from ()

    return registry


def found(folder: Path, known: Registry, text: str) -> list:
    (folder / "trial.toml").write_text(text, encoding="utf-8")
    load.cache_clear()
    return rule_set_errors("trial", folder, known)


def only(folder: Path, known: Registry, text: str) -> str:
    """The message of the one error; it must have a hint."""
    (error,) = found(folder, known, text)
    assert error.hint
    assert error.id.startswith("measures.E00")
    return error.msg


def changed(old: str, new: str) -> str:
    """The good catalogue with one thing changed in obligation 7.1."""
    before, mark, after = catalogue().partition('key = "7.1"')
    whole = mark + after
    end = whole.find("[[measure]]")
    assert old in whole[:end]
    return before + whole[:end].replace(old, new) + whole[end:]


def test_a_good_catalogue_passes(tmp_path, known):
    assert found(tmp_path, known, catalogue()) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("documents.over_length", "documents.over_lenght", "没有指标 documents.over_lenght"),
        ("documents.over_length", "Documents", "指标名"),
        ('metric = "documents.over_length"', "", "指标名"),
        ("limit = 0 }", 'limit = 0 }\nout_of = "documents.al"', "没有指标 documents.al"),
        ('name = "ceiling", limit = 0', 'name = "reduction", minimum = 0, committed = "documents.coming"', "没有指标"),
        ('name = "ceiling", limit = 0', 'name = "reduction", minimum = 0, baseline = "documents.old"', "没有指标"),
        ('name = "ceiling"', 'name = "top"', "没有规则“top”"),
        ('rule = { name = "ceiling", limit = 0 }', "", "缺少规则"),
        ('rule = { name = "ceiling", limit = 0 }', 'rule = "ceiling"', "缺少规则"),
        ("limit = 0", "limits = 0", "没有参数“limits”"),
        ("limit = 0", 'limit = "0"', "“limit”写作“0”"),
        ('name = "ceiling", limit = 0', 'name = "reduction"', "缺少参数“minimum”"),
        ('name = "ceiling", limit = 0', 'name = "reduction", minimum = 1.1', "0到1之间"),
        ('name = "ceiling", limit = 0', 'name = "milestone", due = "02-30"', "存在的日期"),
        ("pages = 10", "page = 10", "没有参数“page”"),
        ("pages = 10", "pages = { most = 10 }", "写法不支持"),
        ("with = { pages = 10 }", "with = 10", "with"),
        ('"documents.over_length"\nwith = { pages = 10 }', '"documents.alike"', "必须给出参数“similarity”"),
        ('who = "PDC"', 'who = "PDZ"', "PDZ"),
        ('who = "PDC"', 'who = "PP"', "PP"),
        ('who = "PDC"', "", "who"),
        ('force = "must"', 'force = "maybe"', "maybe"),
        ('basis = [{ document = "paper", article = "第一条" }]', "", "缺少依据"),
        ('document = "paper"', 'document = "rumour"', "rumour"),
        ('article = "第一条"', 'article = ""', "article"),
        ('demand = "不超过限额"', "", "缺少“demand”"),
        ('demand_en = "Within the limit"', "", "缺少“demand_en”"),
        ('who = "PDC"', 'who = "PDC"\nholds_from = 2020-01-01\nholds_until = 2019-12-31', "倒置"),
        ('who = "PDC"', 'who = "PDC"\nholds_until = "2019"', "应为日期"),
        ('who = "PDC"', 'who = "PDC"\nlead_office = 1', "true 或 false"),
        ('who = "PDC"', 'who = "PDC"\nwhom = "X"', "“whom”不认识"),
        ('feeds = ["documents", "meetings"]', 'feeds = ["paperwork"]', "paperwork"),
        ('feeds = ["documents", "meetings"]', "feeds = []", "feeds"),
        ('who = "PDC"', 'who = "PDC"\nawaits = "visits"', "awaits"),
        ('who = "PDC"', 'who = "PDC"\nawaits = "meetings"', "已有"),
    ],
)
def test_a_wrong_obligation_is_named_with_what_is_wrong(tmp_path, known, old, new, words):
    message = only(tmp_path, known, changed(old, new))
    assert message.startswith("7.1: ")
    assert words in message


def test_a_metric_that_waits_for_its_register_passes(tmp_path, known):
    later = changed("documents.over_length", "meetings.held").replace('key = "7.1"', 'key = "7.1"\nawaits = "meetings"')
    assert found(tmp_path, known, later) == []


def test_a_misspelt_metric_is_met_with_the_right_one(tmp_path, known):
    (error,) = found(tmp_path, known, changed("documents.over_length", "documents.over_lenght"))
    assert "documents.over_length" in error.hint


def test_every_wrong_obligation_is_told_at_once(tmp_path, known):
    text = catalogue().replace('who = "PDC"', 'who = "Z"')
    assert len(found(tmp_path, known, text)) == 30


def test_a_key_must_stand_under_its_measure(tmp_path, known):
    message = only(tmp_path, known, catalogue().replace('key = "7.1"', 'key = "8.2"'))
    assert message.startswith("8.2: ")
    assert "不属于第7条" in message
    assert "7.1" not in message


def test_a_key_stands_once(tmp_path, known):
    text = catalogue() + GOOD.format(key="30.1")
    assert "30.1: trial.toml 中事项“30.1”重复" in only(tmp_path, known, text)


def test_a_measure_stands_once(tmp_path, known):
    text = catalogue() + MEASURE.format(number=30) + GOOD.format(key="30.2")
    assert "措施“30”重复" in only(tmp_path, known, text)


def test_all_thirty_measures_must_be_there(tmp_path, known):
    assert "缺第29、30条" in only(tmp_path, known, catalogue(28))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('title = "措施"', "", "缺少“title”"),
        ('title_en = "Measure"', "", "缺少“title_en”"),
        ('short = "四字表头"', 'short = "三字头"', "4个字"),
        ('short_en = "Short"', 'short_en = "Much too long"', "12个字母"),
        ('kind = "rule"', 'kind = "law"', "law"),
        ("part = 1", "part = 8", "没有第8部分"),
        ("part = 1", "part = 1\nowner = 1", "owner"),
    ],
)
def test_a_wrong_measure_is_named(tmp_path, known, old, new, words):
    before, mark, after = catalogue().partition("number = 30\n")
    message = only(tmp_path, known, before + mark + after.replace(old, new))
    assert message.startswith("第30条: ")
    assert words in message


def test_a_measure_without_an_obligation_is_named(tmp_path, known):
    assert "没有一个事项" in only(tmp_path, known, catalogue(29) + MEASURE.format(number=30))


def test_a_number_past_thirty_is_none_of_the_thirty(tmp_path, known):
    text = catalogue() + MEASURE.format(number=31) + GOOD.format(key="31.1")
    assert "1到30之间" in only(tmp_path, known, text)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('issuer = "办公厅"', "", "缺少“issuer”"),
        ('level = "province"', 'level = "village"', "village"),
        ('short = "文件"', "", "缺少“short”"),
        ("holds_from = 2019-01-01", "", "holds_from"),
        ('title = "试"\n', 'title = "试"\nautor = "x"\n', "autor"),
    ],
)
def test_a_wrong_head_of_the_file_is_told_once(tmp_path, known, old, new, words):
    assert words in only(tmp_path, known, catalogue().replace(old, new))


def test_a_rule_set_in_settings_must_exist(settings):
    settings.RULE_SETS = {2019: "2019", 2021: "2021"}
    messages = [error.msg for error in check_catalogue(None)]
    assert "2021.toml: 找不到规则集文件。" in messages


def test_our_own_rule_sets_pass(settings):
    assert [error for error in check_catalogue(None) if error.id == "measures.E001"] == []
