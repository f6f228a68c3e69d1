"""The page of how things are counted and judged."""

from datetime import date

import pytest
from django.urls import reverse

from dashboard.sentences import judging
from measures.catalogue import rule_set_for
from metrics.registry import registry
from tests import make

SCOPE = "dashboard:scope"


def text(page):
    return page.content.decode()


def test_every_obligation_of_the_year_is_explained(county):
    page = county.get(reverse(SCOPE), {"year": 2019})
    shown = {line.obligation.key for _measure, lines in page.context["measures"] for line in lines}
    assert shown == {one.key for one in rule_set_for(2019).obligations}
    for _measure, lines in page.context["measures"]:
        assert all(line.judging.endswith("。") and line.counts and line.who and line.registers for line in lines)


def test_who_is_bound_and_since_when_is_said_in_words(clerk):
    page = clerk.get(reverse(SCOPE), {"year": 2024})
    lines = {line.obligation.key: line for _measure, some in page.context["measures"] for line in some}
    assert lines["4.1"].who == "省级领导机关、省直部门、市"
    assert lines["8.2"].parameters == "5000字、专项工作4000字"
    assert "2024年8月6日起" in text(page)


def test_the_versions_of_the_scope_table_are_listed(clerk):
    assert "尚未签发" in text(clerk.get(reverse(SCOPE)))
    make.scope_table(version=3, signed_by="王五", signed_on=date(2019, 2, 1), note="函不计入")
    page = text(clerk.get(reverse(SCOPE)))
    assert "现行第3版" in page
    assert "第3版，2019年2月1日，王五签发" in page


@pytest.mark.parametrize("year", [2019, 2020, 2024])
def test_what_a_published_metric_counts_is_said_in_words(clerk, year):
    """A metric that a register publishes must not be explained by repeating the demand."""
    page = clerk.get(reverse(SCOPE), {"year": year})
    for _measure, lines in page.context["measures"]:
        for line in lines:
            if line.obligation.metric in registry and not line.obligation.awaits:
                assert line.counts != str(line.obligation.demand), line.obligation.key


def test_each_rule_has_its_sentence():
    obligation = rule_set_for(2019).obligation
    assert judging(obligation("4.3")) == "出现1号即为待说明。"
    assert judging(obligation("4.2")) == "出现1件即为超标。"
    assert judging(obligation("6.2")).startswith("全年数不超过上年全年数")
    assert judging(obligation("1.1")) == "6月30日前完成并通过验收；到期前30天内未完成的为预警，逾期的为超标。"


def test_the_scope_leaves_as_a_sheet(clerk):
    sheet = b"".join(clerk.get(reverse(SCOPE), {"year": 2019, "export": "csv"}).streaming_content)
    assert "上限为上年全年数的70%" in sheet.decode("utf-8-sig")


def test_those_without_a_business_role_see_none_of_it(stranger, system_admin):
    assert stranger.get(reverse(SCOPE)).status_code == 403
    assert system_admin.get(reverse(SCOPE)).status_code == 403
