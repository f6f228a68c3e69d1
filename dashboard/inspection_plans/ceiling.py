"""The two ceilings beside a plan: items (14.1) and visits (14.2), carried out, approved to come and this draft."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inspections.models import InspectionPlan, ItemState, PlannedInspection
from measures.catalogue import NoRuleSet, rule_set_for
from measures.models import Standing, Target
from measures.rules import Reduction

# obligation → what it counts, its unit
KINDS: dict[str, tuple[str | Promise, str | Promise]] = {"14.1": (_("事项"), _("项")), "14.2": (_("频次"), _("次"))}
UNDECIDED = (ItemState.DRAFT, ItemState.RETURNED, ItemState.WITHDRAWN, ItemState.SUBMITTED, ItemState.CHECKED)


@dataclass(frozen=True, slots=True)
class Ceiling:
    """`limit` is None without a target and without last year's figures; `expected`: it follows from last year's.

    A bullet bar draws it: `value` is what the plan would come to, `baseline` last year as a whole.
    """

    name: Any
    unit: Any
    held: Decimal
    approved: int
    draft: int
    limit: Decimal | None
    expected: bool
    baseline: Decimal | None
    same_period: Decimal | None = None
    stretch: Decimal | None = None
    forecast: Decimal | None = None

    @property
    def value(self) -> Decimal:
        return self.held + self.approved + self.draft

    @property
    def over(self) -> Decimal:
        """How many too many; 0 without a ceiling."""
        return max(self.value - self.limit, Decimal(0)) if self.limit is not None else Decimal(0)


def ceilings_of(user: Any, plan: InspectionPlan) -> list[Ceiling]:
    """Three queries, however many lines. Not yet judged standings are taken as nothing carried out."""
    return _ceilings(user, plan.organization_id, plan.year)


def ceilings_with(user: Any, item: PlannedInspection) -> list[Ceiling]:
    """For one item to be decided: what is approved already, and this one as the draft."""
    found = _ceilings(user, item.organization_id, item.year)
    amounts = (1, item.planned_visits)
    return [_with_draft(one, amount) for one, amount in zip(found, amounts, strict=True)]


def _with_draft(one: Ceiling, draft: int) -> Ceiling:
    return Ceiling(one.name, one.unit, one.held, one.approved, draft, one.limit, one.expected, one.baseline)


def _ceilings(user: Any, unit: int, year: int) -> list[Ceiling]:
    standings = {
        (one.obligation, one.year): one
        for one in Standing.objects.visible_to(user).filter(
            obligation__in=KINDS, organization=unit, year__in=(year - 1, year)
        )
    }
    targets = _targets(user, unit, year)
    amounts = _amounts(user, unit, year)
    found = []
    for key, (name, counted) in KINDS.items():
        now, whole = standings.get((key, year)), _whole(standings.get((key, year - 1)))
        held = now.value if now and now.value is not None else Decimal(0)
        limit, expected = _limit(key, year, targets, whole)
        found.append(Ceiling(name, counted, held, *amounts[key], limit, expected, whole))
    return found


def _amounts(user: Any, unit: int, year: int) -> dict[str, tuple[int, int]]:
    """Obligation → approved and to come, in the draft. What took place already is in the standing."""
    lines = PlannedInspection.objects.visible_to(user).filter(organization=unit, year=year)
    approved, draft = Q(state=ItemState.APPROVED, visits=None), Q(state__in=UNDECIDED)
    counts = lines.aggregate(
        items=Count("pk", filter=approved),
        visits=Sum("planned_visits", filter=approved, default=0),
        draft_items=Count("pk", filter=draft),
        draft_visits=Sum("planned_visits", filter=draft, default=0),
    )
    return {"14.1": (counts["items"], counts["draft_items"]), "14.2": (counts["visits"], counts["draft_visits"])}


def _targets(user: Any, unit: int, year: int) -> dict[tuple[str, str], Decimal | None]:
    kept = Target.objects.visible_to(user).filter(obligation__in=KINDS, organization=unit, year=year)
    rows = kept.exclude(state=Target.State.REPLACED).values_list("obligation", "state", "ceiling")
    return {(key, state): ceiling for key, state, ceiling in rows}


def _limit(key: str, year: int, targets: Any, whole: Decimal | None) -> tuple[Decimal | None, bool]:
    """The issued target's, else its draft's, else what follows from last year as it will probably end."""
    for state in (Target.State.ISSUED, Target.State.DRAFT):
        if targets.get((key, state)) is not None:
            return targets[key, state], state != Target.State.ISSUED
    rule = _rule(key, year)
    if whole is None or rule is None:
        return None, False
    limit, _edge = rule.bounds(whole)
    return Decimal(limit.numerator) / limit.denominator, True


def _rule(key: str, year: int) -> Reduction | None:
    try:
        rule = rule_set_for(year).obligation(key).rule
    except (NoRuleSet, KeyError):
        return None
    return rule if isinstance(rule, Reduction) else None


def _whole(standing: Standing | None) -> Decimal | None:
    """A year's figure: carried out, and of a year that still runs also what is approved and to come."""
    if standing is None or standing.value is None:
        return None
    return standing.value + (standing.committed or 0)
