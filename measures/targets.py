"""Which baseline counts: an issued target, a signed baseline, the register, or none (evaluation.md, Figures)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from measures.models import Baseline, Target
from measures.rules import Reduction

# (obligation key, organization id)
Whose = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Signed:
    """A baseline somebody signed. `has_months`: it is what the register implied, so that a same period exists."""

    figure: Decimal
    on: date
    has_months: bool = False
    ceiling: Decimal | None = None
    stretch: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Succeeded:
    """A predecessor's share, and the day on which it passed on."""

    predecessor: int
    share: Fraction
    effective: date


def signed_baselines(year: int, organizations: frozenset[int] | None) -> dict[Whose, Signed]:
    """Signed baselines of register 5."""
    rows = Baseline.objects.filter(year=year, figure__isnull=False)
    if organizations is not None:
        rows = rows.filter(organization__in=organizations)
    return {
        (key, organization): Signed(figure, on)
        for key, organization, figure, on in rows.values_list("obligation", "organization", "figure", "approved_on")
    }


def issued_targets(year: int, organizations: frozenset[int] | None) -> dict[Whose, Signed]:
    """Targets in force; they go before signed baselines."""
    rows = Target.objects.filter(year=year, state=Target.State.ISSUED, baseline__isnull=False)
    if organizations is not None:
        rows = rows.filter(organization__in=organizations)
    names = ("obligation", "organization", "baseline", "issued_on", "computed", "ceiling", "stretch")
    return {
        (key, organization): Signed(baseline, on, baseline == computed, ceiling, stretch)
        for key, organization, baseline, on, computed, ceiling, stretch in rows.values_list(*names)
    }


@dataclass(frozen=True, slots=True)
class InForce:
    """The baseline in force for one organization: whole year, same period (None: has no months), corrected bounds."""

    baseline: Decimal | None
    same_period: Decimal | None
    ceiling: Decimal | None = None
    stretch: Decimal | None = None
    signed: bool = False


def in_force(
    whose: Whose,
    signed: Mapping[Whose, Signed],
    registered: Mapping[int, tuple[Decimal, Decimal]],
    inherited: Iterable[Succeeded],
    rule: Reduction | None,
) -> InForce:
    """Adds up the organization's own baseline and its shares of its predecessors'.

    `registered`: organization → (whole year, same period) for those whose register covers the baseline year. What was
    signed on or after the day of a succession already includes the predecessor; what was signed before
    it does not, so the ceiling follows a merger in mid-year.
    """
    key, organization = whose
    own = signed.get(whose)
    parts: list[tuple[int, Fraction]] = [(organization, Fraction(1))]
    parts += [(s.predecessor, s.share) for s in inherited if own is None or s.effective > own.on]
    known = [(_part(key, one, signed, registered, rule), share) for one, share in parts]
    found = [(part, share) for part, share in known if part.baseline is not None]
    if not found:
        return InForce(None, None)
    months = all(part.same_period is not None for part, _ in found)
    return InForce(
        _sum((part.baseline, share) for part, share in found) or Decimal(0),
        _sum((part.same_period, share) for part, share in found) if months else None,
        *_corrected(found, rule),
        signed=any(part.signed for part, _ in found),
    )


def _corrected(found: list[tuple[InForce, Fraction]], rule: Reduction | None) -> tuple[Decimal | None, Decimal | None]:
    """Ceiling and stretch where one of them was corrected when it was issued, the others' added as computed."""
    if rule is None or all(part.ceiling is None for part, _ in found):
        return None, None
    ceiling, stretch = Fraction(0), Fraction(0)
    for part, share in found:
        limit, edge = rule.bounds(part.baseline or Decimal(0))
        ceiling += share * (limit if part.ceiling is None else Fraction(part.ceiling))
        stretch += share * ((edge or 0) if part.stretch is None else Fraction(part.stretch))
    return Decimal(floor(ceiling)), Decimal(floor(stretch)) if rule.expected is not None else None


def _part(
    key: str,
    organization: int,
    signed: Mapping[Whose, Signed],
    registered: Mapping[int, tuple[Decimal, Decimal]],
    rule: Reduction | None,
) -> InForce:
    own = signed.get((key, organization))
    months = registered.get(organization)
    if own is None:
        return InForce(*months) if months else InForce(None, None)
    same_period = months[1] if own.has_months and months else None
    if rule is None or own.ceiling is None or own.ceiling == rule.bounds(own.figure)[0]:
        return InForce(own.figure, same_period, signed=True)
    return InForce(own.figure, same_period, own.ceiling, own.stretch, signed=True)


def _sum(parts: Iterable[tuple[Decimal | None, Fraction]]) -> Decimal | None:
    total = Decimal(0)
    for figure, share in parts:
        if figure is None:
            return None
        total += figure * share.numerator / share.denominator
    return total
