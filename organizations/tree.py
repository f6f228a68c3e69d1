"""The tree of organizations and its successions as plain figures: no database, no clock.

Sources: registers.md, register 1; evaluation.md, Figures (successors).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

# which kinds may stand directly above which (values of organizations.models.Kind). Counties may be
# run by the province itself (省直管县) and towns by a city without counties; discipline bodies and
# what is sent out by them stand beside or below any organ.
PARENTS: Mapping[str, frozenset[str]] = {
    "leading": frozenset({"leading"}),
    "department": frozenset({"leading", "department"}),
    "city": frozenset({"leading"}),
    "county": frozenset({"leading", "city"}),
    "township": frozenset({"county", "city"}),
    "discipline": frozenset({"leading", "department", "city", "county", "township", "discipline"}),
}


class TreeError(ValueError):
    """A tree or a succession that cannot be; `ids` names the organizations concerned."""

    def __init__(self, ids: Iterable[int]) -> None:
        self.ids = tuple(ids)
        super().__init__(f"{type(self).__name__}: {self.ids}")


class Cycle(TreeError):
    """An organization that stands above itself, or succeeds itself through others."""


class Misplaced(TreeError):
    """An organization and a parent of a kind that cannot stand above it, in this order."""


class SharesExceeded(TreeError):
    """A predecessor that would hand over more than the whole of its figures."""


@dataclass(frozen=True, slots=True)
class Link:
    """From `effective` on, `share` (0 < share ≤ 1) of the predecessor's figures is the successor's."""

    predecessor: int
    successor: int
    effective: date
    share: Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Place:
    """Where one organization stands: its id, its parent's id (None at the top) and its kind."""

    id: int
    parent: int | None
    kind: str


def inherited(successions: Iterable[Link], on: date) -> dict[int, dict[int, Fraction]]:
    """For each successor the share of every predecessor's figures that counts as its own on a day.

    Through any chain: shares multiply along it and add up where several chains meet. Only
    successions effective on or before the day. Organizations without a predecessor are left out;
    nobody is listed as its own predecessor. Raises Cycle.
    """
    links: dict[int, list[Link]] = {}
    for link in successions:
        if link.effective <= on:
            links.setdefault(link.successor, []).append(link)
    shares: dict[int, dict[int, Fraction]] = {}
    for successor in in_turn({after: {link.predecessor for link in before} for after, before in links.items()}):
        own: dict[int, Fraction] = {}
        for link in links.get(successor, ()):
            share = Fraction(link.share)
            own[link.predecessor] = own.get(link.predecessor, Fraction(0)) + share
            for earlier, part in shares.get(link.predecessor, {}).items():
                own[earlier] = own.get(earlier, Fraction(0)) + share * part
        if own:
            shares[successor] = own
    return shares


def check_successions(successions: Iterable[Link]) -> None:
    """Raises Cycle, or SharesExceeded when a predecessor's shares, of whatever days, pass 1."""
    given: dict[int, Fraction] = {}
    before: dict[int, set[int]] = {}
    for link in successions:
        given[link.predecessor] = given.get(link.predecessor, Fraction(0)) + Fraction(link.share)
        before.setdefault(link.successor, set()).add(link.predecessor)
    in_turn(before)
    exceeded = [predecessor for predecessor, share in given.items() if share > 1]
    if exceeded:
        raise SharesExceeded(exceeded)


def paths(places: Iterable[Place]) -> dict[int, str]:
    """The path text of each organization: the ids from the top down to itself, "/1/7/31/".

    Wants every organization that is named as a parent. Raises Cycle or Misplaced.
    """
    known = {place.id: place for place in places}
    found: dict[int, str] = {}
    for id in in_turn({place.id: {place.parent} if place.parent else set() for place in known.values()}):
        place = known[id]
        if place.parent is None:
            found[id] = f"/{id}/"
            continue
        if known[place.parent].kind not in PARENTS[place.kind]:
            raise Misplaced((id, place.parent))
        found[id] = f"{found[place.parent]}{id}/"
    return found


def in_turn(before: Mapping[int, set[int]]) -> list[int]:
    """Every id after those that it comes after. Raises Cycle naming the ids that run in a circle."""
    try:
        return list(TopologicalSorter(before).static_order())
    except CycleError as error:
        raise Cycle(error.args[1]) from error
