"""The good rows of a plan into the registers: one transaction, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction

from organizations.models import User
from registers import history
from registers.importing.planning import Plan
from registers.importing.row import Row, Verdict
from registers.importing.writing import Stale
from registers.models import ColumnMapping, Coverage, Import
from registers.outbox import announce, enqueue

Span = tuple[date, date]


@dataclass(frozen=True)
class Confirmation:
    """Who confirmed what: `covers` overrides the days seen; `by_hand` is remembered for the organization."""

    user: User | None
    at: datetime
    covers: Span | None = None
    by_hand: Mapping[str, str] = field(default_factory=dict)


def save(plans: Sequence[Plan], imported: Import, confirmation: Confirmation) -> None:
    """Write new and changed rows, coverage, mapping, history and the news of it. `imported` is not yet saved.

    Rejected rows are left out: whether that is wanted is the caller's to ask. Raises Stale, and nothing is
    written, when a record changed since the plan was made.
    """
    try:
        with transaction.atomic():
            imported.state, imported.finished = Import.State.SAVED, confirmation.at
            imported.counts = total(plans)
            span = confirmation.covers or first_to_last(plans)
            imported.covers_from, imported.covers_to = span or (None, None)
            imported.save()
            for plan in plans:
                plan.register.store.save(plan, imported.pk)
                _cover(plan, imported, confirmation.covers)
            _remember(imported, confirmation.by_hand)
            for plan in plans:
                _announce(plan, confirmation.covers)
            lines = (line for plan in plans for line in _lines(plan))
            history.write([*lines, _summary(imported)], actor=confirmation.user, path="import", at=confirmation.at)
    except IntegrityError as error:
        raise Stale from error


def total(plans: Sequence[Plan]) -> dict[str, int]:
    """The counts of all plans of a file, added up."""
    counts: dict[str, int] = {}
    for plan in plans:
        for name, count in plan.counts().items():
            counts[name] = counts.get(name, 0) + count
    return counts


def first_to_last(plans: Sequence[Plan]) -> Span | None:
    """From the first to the last day that any plan saw."""
    spans = [span for span in (plan.covers() for plan in plans) if span]
    return (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else None


def _owners(plan: Plan) -> set[int]:
    """Organizations of all good rows, and the one that the file was imported for."""
    owners = {
        row.values[plan.register.owner] for row in plan.rows if row.verdict not in (Verdict.REJECTED, Verdict.DUPLICATE)
    }
    if plan.context.organization and plan.context.organization.id:
        owners.add(plan.context.organization.id)
    return owners


def _cover(plan: Plan, imported: Import, given: Span | None) -> None:
    span = given or plan.covers()
    if not plan.register.owner or not plan.register.day or not span:
        return
    Coverage.objects.bulk_create(
        [
            Coverage(
                organization_id=owner, register=plan.register.name, starts=span[0], ends=span[1], imported_by=imported
            )
            for owner in sorted(_owners(plan))
        ],
        ignore_conflicts=True,
    )


def _remember(imported: Import, by_hand: Mapping[str, str]) -> None:
    if imported.organization_id is None or not by_hand:
        return
    ColumnMapping.objects.bulk_create(
        [
            ColumnMapping(
                organization_id=imported.organization_id,
                register=imported.register,
                heading=heading[:120],
                column=column,
            )
            for heading, column in by_hand.items()
        ],
        update_conflicts=True,
        unique_fields=["organization", "register", "heading"],
        update_fields=["column"],
    )


def _announce(plan: Plan, covers: Span | None) -> None:
    """One message: these organizations changed in these years. Coverage alone changes a standing too.

    Who exists has no years and no owner: no organizations means all of them, in every year with data.
    """
    register = plan.register
    touched = plan.of(Verdict.NEW, Verdict.CHANGED)
    if register.wakes and touched:
        enqueue(register.wakes, **{register.name: sorted({row.key for row in touched})})
    if not register.owner:
        if touched:
            announce(register.name, [], {day.year for day in Coverage.objects.dates("ends", "year")})
        return
    years = {row.values[register.year] for row in touched if register.year in row.values}
    years |= {row.old[register.year] for row in touched if register.year in row.old}
    organizations = _owners(plan) | {row.old[register.owner] for row in touched if register.owner in row.old}
    span = covers or plan.covers()
    years |= set(range(span[0].year, span[1].year + 1)) if span else set()
    if organizations:
        announce(register.name, organizations, years)


def _lines(plan: Plan) -> Iterator[history.Line]:
    """One line for each record that was changed; new ones are named by their import."""
    for row in plan.of(Verdict.CHANGED):
        yield history.Line(
            action="changed",
            subject=plan.register.model._meta.label_lower,
            key=row.key,
            organization=row.values.get(plan.register.owner),
            changes={at: (row.old[at], row.values[at]) for at in row.changes},
        )


def _summary(imported: Import) -> history.Line:
    return history.Line(
        action="imported",
        subject=Import._meta.label_lower,
        key=f"{imported.register} {imported.pk}",
        organization=imported.organization_id,
        changes={name: (None, count) for name, count in imported.counts.items()},
    )


def rejected(plans: Sequence[Plan]) -> list[Row]:
    """Rejected rows of all plans, in the order of the file."""
    return [row for plan in plans for row in plan.rows if row.verdict is Verdict.REJECTED]
