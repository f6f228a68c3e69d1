"""Shares of successors through chains, and paths of the tree: plain figures, no database."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from organizations.tree import Cycle, Link, Misplaced, Place, SharesExceeded, check_successions, inherited, paths

DAY = date(2019, 3, 1)


def link(predecessor, successor, share="1", effective=DAY):
    return Link(predecessor, successor, effective, Decimal(share))


def test_a_merger_takes_the_figures_of_both():
    assert inherited([link(1, 3), link(2, 3)], DAY) == {3: {1: Fraction(1), 2: Fraction(1)}}


def test_a_split_hands_over_parts():
    assert inherited([link(1, 2, "0.4"), link(1, 3, "0.6")], DAY) == {2: {1: Fraction(2, 5)}, 3: {1: Fraction(3, 5)}}


def test_shares_multiply_along_a_chain_in_whatever_order_the_links_come():
    chain = [link(2, 3, "0.5"), link(1, 2, "0.4"), link(3, 4)]
    assert inherited(chain, DAY) == {
        2: {1: Fraction(2, 5)},
        3: {2: Fraction(1, 2), 1: Fraction(1, 5)},
        4: {3: Fraction(1), 2: Fraction(1, 2), 1: Fraction(1, 5)},
    }


def test_shares_add_up_where_two_chains_meet():
    diamond = [link(1, 2, "0.25"), link(1, 3, "0.75"), link(2, 4), link(3, 4, "0.5")]
    assert inherited(diamond, DAY)[4] == {2: Fraction(1), 3: Fraction(1, 2), 1: Fraction(5, 8)}


def test_nothing_is_inherited_before_the_day_on_which_a_succession_takes_effect():
    later = [link(1, 2), link(2, 3, effective=date(2019, 3, 2))]
    assert inherited(later, date(2019, 2, 28)) == {}
    assert inherited(later, DAY) == {2: {1: Fraction(1)}}
    assert inherited(later, date(2019, 3, 2))[3] == {2: Fraction(1), 1: Fraction(1)}


def test_shares_stay_exact():
    assert inherited([link(1, 2, "0.333333"), link(2, 3, "0.1")], DAY)[3][1] == Fraction(333333, 10_000_000)


def test_a_circle_of_successions_is_refused_by_name():
    with pytest.raises(Cycle) as refused:
        check_successions([link(1, 2), link(2, 3), link(3, 1)])
    assert set(refused.value.ids) == {1, 2, 3}


def test_a_predecessor_cannot_hand_over_more_than_it_has():
    check_successions([link(1, 2, "0.4"), link(1, 3, "0.6", date(2020, 1, 1))])
    with pytest.raises(SharesExceeded) as refused:
        check_successions([link(1, 2, "0.4"), link(1, 3, "0.600001", date(2020, 1, 1))])
    assert refused.value.ids == (1,)


def test_a_path_names_every_organ_from_the_top_down():
    tree = [Place(31, 7, "county"), Place(7, 1, "city"), Place(1, None, "leading")]
    assert paths(tree) == {1: "/1/", 7: "/1/7/", 31: "/1/7/31/"}


def test_an_organ_cannot_stand_above_itself():
    with pytest.raises(Cycle):
        paths([Place(1, 2, "leading"), Place(2, 1, "leading")])


@pytest.mark.parametrize(("kind", "above"), [("city", "county"), ("department", "city"), ("county", "township")])
def test_levels_cannot_be_turned_upside_down(kind, above):
    with pytest.raises(Misplaced) as refused:
        paths([Place(1, None, above), Place(2, 1, kind)])
    assert refused.value.ids == (2, 1)
