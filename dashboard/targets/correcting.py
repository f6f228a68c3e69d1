"""One target corrected before it is issued (again): with a reason, and a line in the history."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from measures.models import Target
from measures.rules import Reduction, stored
from measures.standings import lock_year
from organizations.models import User
from registers.history import Line, difference, write

FIELDS = ("baseline", "ceiling", "stretch", "reason")


class AlreadyMoved(Exception):
    """Somebody issued, replaced or corrected this target in the meantime."""


def correct(
    *,
    target: Target,
    rule: Reduction,
    baseline: Decimal,
    ceiling: Decimal | None,
    stretch: Decimal | None,
    reason: str,
    user: User,
) -> Target:
    """A draft is changed; of an issued target a draft of the next version is made, which its issue puts in force.

    Without ceiling or stretch they follow from the baseline by the rule. `target` is as the person saw it; raises
    AlreadyMoved when it is no longer so.
    """
    limit, edge = (stored(bound) for bound in rule.bounds(baseline))
    ceiling, stretch = limit if ceiling is None else ceiling, edge if stretch is None else stretch
    new = {"baseline": baseline, "ceiling": ceiling, "stretch": stretch, "reason": reason.strip()}
    old = {name: getattr(target, name) for name in FIELDS}
    with transaction.atomic():
        lock_year(target.year)
        kept = _changed(target, new, user) if target.state == Target.State.DRAFT else _next_version(target, new, user)
        write([_line(target, old, new)], actor=user, path="page")
    return kept


def _line(target: Target, old: dict, new: dict) -> Line:
    return Line(
        action="corrected",
        subject="measures.target",
        key=f"{target.obligation} {target.year}",
        organization=target.organization_id,
        changes=difference(old, new, FIELDS),
        reason=new["reason"],
    )


def _changed(target: Target, new: dict, user: User) -> Target:
    same = Target.objects.editable_by(user).filter(
        pk=target.pk, state=Target.State.DRAFT, baseline=target.baseline, ceiling=target.ceiling, reason=target.reason
    )
    if not same.update(**new):
        raise AlreadyMoved
    for name, value in new.items():
        setattr(target, name, value)
    return target


def _next_version(target: Target, new: dict, user: User) -> Target:
    others = Target.objects.editable_by(user).filter(
        obligation=target.obligation, organization=target.organization_id, year=target.year
    )
    states = dict(others.values_list("pk", "state"))
    if states.get(target.pk) != Target.State.ISSUED or Target.State.DRAFT in states.values():
        raise AlreadyMoved
    newest = max(others.values_list("version", flat=True))
    draft = Target(
        obligation=target.obligation,
        organization_id=target.organization_id,
        year=target.year,
        version=newest + 1,
        computed=target.computed,
        **new,
    )
    draft.save()
    return draft
