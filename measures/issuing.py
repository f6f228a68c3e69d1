"""Targets from draft to issue: computed on 1 January, reviewed, issued once, then frozen (evaluation.md, Targets)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from measures.catalogue import Obligation, rule_set_for
from measures.figures import gather
from measures.models import Target
from measures.people import people
from measures.rules import Reduction, stored
from measures.standings import lock_year
from measures.targets import Whose
from organizations.models import User
from registers.history import Line, difference, write
from registers.outbox import enqueue


@dataclass(frozen=True, slots=True)
class Implied:
    """What register and signed baselines imply for one target; all None where there is no baseline."""

    baseline: Decimal | None
    ceiling: Decimal | None
    stretch: Decimal | None


def implied(year: int, as_of: date) -> dict[Whose, Implied]:
    """What every target of the year would be by the registers alone, in administrative and catalogue order."""
    rules = rule_set_for(year)
    reductions = [one for one in rules.obligations if isinstance(one.rule, Reduction) and not one.baseline_metric]
    who = people(as_of)
    book = gather(reductions, year, as_of, who, None, with_targets=False)
    found: dict[Whose, Implied] = {}
    for organization, kind in who.kinds.items():
        mine = {one.key for one in rules.for_kind(kind)}
        for one in reductions:
            if one.key in mine and one.awaits is None:
                found[one.key, organization] = _implied(one, book.baseline(one, organization)[0].baseline)
    return found


def _implied(obligation: Obligation, baseline: Decimal | None) -> Implied:
    if baseline is None or not isinstance(obligation.rule, Reduction):
        return Implied(None, None, None)
    limit, stretch = obligation.rule.bounds(baseline)
    return Implied(baseline, stored(limit), stored(stretch))


def draft(year: int, as_of: date) -> int:
    """Compute the year's drafts; corrected drafts (they have a reason) and issued targets stay. How many changed."""
    with transaction.atomic():
        lock_year(year)
        kept = {
            (one.obligation, one.organization_id): one
            for one in Target.objects.filter(year=year, state__in=[Target.State.DRAFT, Target.State.ISSUED])
        }
        new, changed = [], []
        for whose, figures in implied(year, as_of).items():
            target = kept.get(whose)
            if target is None:
                new.append(_draft(year, whose, figures))
            elif target.state == Target.State.DRAFT and not target.reason and target.computed != figures.baseline:
                changed.append((target, figures))
        Target.objects.bulk_create(new)
        for target, figures in changed:
            Target.objects.filter(pk=target.pk, state=Target.State.DRAFT).update(
                computed=figures.baseline,
                baseline=figures.baseline,
                ceiling=figures.ceiling,
                stretch=figures.stretch,
            )
    return len(new) + len(changed)


def _draft(year: int, whose: Whose, figures: Implied) -> Target:
    key, organization = whose
    return Target(
        obligation=key,
        organization_id=organization,
        year=year,
        computed=figures.baseline,
        baseline=figures.baseline,
        ceiling=figures.ceiling,
        stretch=figures.stretch,
    )


def issue(*, year: int, by: str, on: date, actor: User | None, path: str, reason: str = "") -> int:
    """Issue every draft of the year that has a baseline, signed `by`; how many. What was in force is replaced.

    Raises ValueError when nobody signs.
    """
    if not by.strip():
        raise ValueError("a target is issued by somebody")
    with transaction.atomic():
        lock_year(year)
        drafts = list(Target.objects.filter(year=year, state=Target.State.DRAFT, baseline__isnull=False))
        whose = [(target.obligation, target.organization_id) for target in drafts]
        for target in Target.objects.filter(year=year, state=Target.State.ISSUED):
            if (target.obligation, target.organization_id) in whose:
                Target.objects.filter(pk=target.pk).update(state=Target.State.REPLACED)
        Target.objects.filter(pk__in=[target.pk for target in drafts]).update(
            state=Target.State.ISSUED, issued_by=by, issued_on=on, issuer=actor, reason=reason or F("reason")
        )
        write(_lines(drafts, by, reason), actor=actor, path=path)
        if drafts:
            enqueue("judging_wanted", year=year)
    return len(drafts)


def _lines(drafts: Collection[Target], by: str, reason: str) -> Iterator[Line]:
    for target in drafts:
        yield Line(
            action="issued",
            subject="measures.target",
            key=f"{target.obligation} {target.year}",
            organization=target.organization_id,
            changes=difference(
                {}, {"baseline": target.baseline, "ceiling": target.ceiling, "by": by}, ("baseline", "ceiling", "by")
            ),
            reason=reason or target.reason,
        )
