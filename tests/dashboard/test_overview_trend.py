"""The trend: the same figures as the standings, by month."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from dashboard.overview.trend import Trend, drawable, trend
from dashboard.overview.trend_drawing import Plane, drawn
from measures.catalogue import rule_set_for
from organizations.models import Level
from tests import make

DAY = date(2019, 3, 20)


@pytest.fixture
def obligation():
    return rule_set_for(2019).obligation("4.1")


def drawn_for(member, obligation, *organizations):
    whole = SimpleNamespace(counted=frozenset(one.pk for one in organizations), limit=7, stretch=5, forecast=6)
    return trend(member.user, obligation, drawable(obligation), whole, DAY)


def test_months_add_up_to_the_figure_of_the_day(clerk, province, obligation):
    for day in (date(2019, 1, 2), date(2019, 3, 20), date(2019, 3, 21), date(2018, 1, 9), date(2018, 12, 9)):
        make.document(province.department, day=day, level=Level.COUNTY)
    found = drawn_for(clerk, obligation, province.department)
    assert found.now == (1, 1, 2)
    assert found.before == (1,) * 11 + (2,)


def test_organizations_outside_the_sum_are_outside_the_trend(clerk, province, obligation):
    make.document(province.other_department, day=date(2019, 1, 2), level=Level.COUNTY)
    assert drawn_for(clerk, obligation, province.department).now == (0, 0, 0)


def test_a_successor_brings_its_share_of_what_its_predecessor_had(clerk, province, obligation):
    make.document(province.other_department, day=date(2018, 2, 2), level=Level.COUNTY)
    make.succession(province.other_department, province.department, share=Decimal("0.5"))
    assert drawn_for(clerk, obligation, province.department).before[-1] == Decimal("0.5")


def test_what_was_explained_does_not_count(clerk, department, province, obligation):
    document = make.document(province.department, day=date(2019, 1, 2), level=Level.COUNTY)
    explained = make.explanation(province.department, department.user, record_key=document.key)
    assert drawn_for(clerk, obligation, province.department).now == (1, 1, 1)
    explained.state, explained.decided_by, explained.decided_on = "accepted", clerk.user, DAY
    explained.save()
    assert drawn_for(clerk, obligation, province.department).now == (0, 0, 0)


def a_trend(**fields):
    months = {"before": tuple(Decimal(10 * m) for m in range(1, 13)), "now": (Decimal(7), Decimal(14))}
    figures = {"limit": Decimal(84), "stretch": Decimal(60), "forecast": Decimal(84)}
    base = {"obligation": "4.1", "name": "文件", "unit": "件", "year": 2019, "baseline_year": 2018, "as_of": DAY}
    return Trend(**base | months | figures | fields)


def test_the_ceiling_is_spread_over_the_months_as_the_baseline_year_was():
    assert a_trend().edge(Decimal(84))[:2] == (7, 14)


def test_a_baseline_year_without_anything_spreads_its_ceiling_evenly():
    assert a_trend(before=(Decimal(0),) * 12).edge(Decimal(12)) == tuple(range(1, 13))


@pytest.mark.parametrize("highest", [0, 1, 3, 7, 99, 118, 12345])
def test_the_scale_begins_at_zero_and_holds_the_highest_figure(highest):
    plane = Plane(Decimal(highest))
    assert plane.top >= highest
    assert plane.y(0) > plane.y(plane.top)


def test_the_drawing_says_its_figures_in_words():
    assert "2018年全年120件，2019年到3月14件，上限84件，预测84件" in drawn(a_trend())


def test_an_empty_register_is_drawn_without_an_error():
    nothing = (Decimal(0),) * 12
    assert "<svg" in drawn(a_trend(before=nothing, now=nothing[:3], limit=None, stretch=None, forecast=None))


def test_a_register_that_is_still_to_come_has_no_trend(obligation):
    assert drawable(replace(obligation, awaits="documents")) is None
