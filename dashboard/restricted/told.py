"""Numbers that may be told: small ones are withheld, others told by the five, and no sum gives a withheld one away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

# a number below is withheld; above, numbers are told in steps of as many, so that one more is no news
SMALLEST = 5


@dataclass(frozen=True)
class Told:
    """`cells`: name → words; `total`: words, of which no difference leads back to a withheld cell."""

    cells: dict[str, str]
    total: str


def in_words(number: int | None) -> str:
    """少于5, 5–9, 10–14 …; — where nothing is known. Nought is withheld like four."""
    if number is None:
        return "—"
    if number < SMALLEST:
        return _("少于%(smallest)s") % {"smallest": SMALLEST}
    lowest = number - number % SMALLEST
    return f"{lowest}–{lowest + SMALLEST - 1}"


def told(cells: Mapping[str, int | None]) -> Told:
    """A sum is told only where each of its parts is: else the withheld part would be the sum less the others."""
    known = [number for number in cells.values() if number is not None]
    withheld = len(known) < len(cells) or any(number < SMALLEST for number in known)
    total = _("不合计") if withheld else in_words(sum(known))
    return Told({name: in_words(number) for name, number in cells.items()}, total)
