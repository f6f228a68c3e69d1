"""Exact figures as people and the store see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

# the store keeps six decimal places of a figure
STORED_PLACES = 6


def stored(figure: Fraction | None, places: int = STORED_PLACES) -> Decimal | None:
    """The figure at the store's precision, halves away from zero; None stays None."""
    return None if figure is None else _decimal(_nearest(figure, places), places)


def percent_shown(share: Fraction | Decimal, thresholds: Sequence[Fraction | Decimal] = ()) -> Decimal:
    """A share as percent to one decimal (halves away from zero), never rounded onto or across a threshold.

    −0.2996 beside the threshold −0.3 is −29.9. Where thresholds lie too close for one decimal, as many
    more are shown as it takes.
    """
    exact = Fraction(share) * 100
    limits = [limit for limit in (Fraction(threshold) * 100 for threshold in thresholds) if limit != exact]
    places = 1
    while True:
        for units in _candidates(exact, places):
            rounded = Fraction(units, 10**places)
            if all((rounded > limit) == (exact > limit) and rounded != limit for limit in limits):
                return _decimal(units, places)
        places += 1


def _candidates(exact: Fraction, places: int) -> Iterator[int]:
    yield _nearest(exact, places)
    yield floor(exact * 10**places)
    yield ceil(exact * 10**places)


def _nearest(exact: Fraction, places: int) -> int:
    magnitude: int = floor(abs(exact) * 10**places + Fraction(1, 2))
    return magnitude if exact >= 0 else -magnitude


def _decimal(units: int, places: int) -> Decimal:
    return Decimal(units).scaleb(-places)
