"""The table of benchmarks says what was met, what was not, and what could not be measured."""

from datetime import date

import pytest

from tests.bench.measured import Measured, benchmark, median_seconds, row
from tests.bench.printing import cells, markdown

LINE = {"number": "4", "what": "judging", "against": "three SELECTs", "goal": 1.3, "at_least": False}


@pytest.mark.parametrize(
    ("ours", "at_least", "goal", "met"),
    [(1.3, False, 1.3, True), (1.31, False, 1.3, False), (1.7, True, 1.7, True), (1.6, True, 1.7, False)],
)
def test_a_goal_is_met_to_its_edge(ours, at_least, goal, met):
    line = {**LINE, "at_least": at_least, "goal": goal}
    assert row(line, Measured(ours, 1.0, "s"))["met"] is met


def test_what_could_not_be_measured_is_not_met():
    line = row(LINE, None)
    assert (line["met"], line["ratio"], line["note"]) == (False, None, "not measured")
    assert cells(line)[-1] == "NO"


def test_the_page_holds_a_line_for_each_benchmark():
    rows = [row(LINE, Measured(2.6, 2.0, "s")), row({**LINE, "number": "5"}, None)]
    page = markdown(rows, "small", 200_000, date(2026, 11, 24))
    assert "| 4 | judging | 2.6 s | 2 s, three SELECTs | 1.3 | ≤ 1.3 | yes |" in page
    assert "| 5 | judging (not measured) | – | –, three SELECTs | – | ≤ 1.3 | NO |" in page
    assert "200,000 documents" in page


def test_a_number_is_given_once(monkeypatch):
    monkeypatch.setattr("tests.bench.measured.benchmarks", {})
    benchmark("1", "x", against="y")(lambda ground: Measured(1, 1, "s"))
    with pytest.raises(ValueError, match="two benchmarks are numbered 1"):
        benchmark("1", "z", against="y")(lambda ground: Measured(1, 1, "s"))


def test_the_first_run_only_warms_up():
    runs = []
    median_seconds(lambda: runs.append(1), times=3)
    assert len(runs) == 4
