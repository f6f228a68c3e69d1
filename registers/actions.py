"""Acts on imports: begin, place columns, confirm, give up. Each is one conditional change of state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from organizations.models import Organization, User
from registers.importing.reading import Reading
from registers.importing.register import Register
from registers.importing.staging import stage_cells
from registers.importing.work import carry_on
from registers.models import Import, OutboxJob
from registers.outbox import Lease, enqueue

# rows up to which a page does the work itself; larger files go to a worker
IN_THE_PAGE = 2_000

State = Import.State


def begin_import(
    *,
    user: User,
    register: Register,
    organization: Organization | None,
    filename: str,
    readings: Sequence[Reading],
    by_hand: Mapping[str, str],
    year: int,
    covers: tuple[date, date] | None,
) -> tuple[Import, OutboxJob]:
    """Stage what was read from a file. Nothing of it is in the registers yet, and the file is not kept."""
    with transaction.atomic():
        imported = Import.objects.create(
            register=register.name,
            organization=organization,
            user=user,
            filename=filename[:200],
            options={"year": year, "by_hand": dict(by_hand), "fixed": {}, "covers_said": bool(covers)},
            covers_from=covers and covers[0],
            covers_to=covers and covers[1],
            total=sum(len(reading.rows) for reading in readings),
        )
        stage_cells(imported, readings)
        return imported, enqueue("import_requested", import_id=imported.pk)


def place_columns(*, imported: Import, by_hand: Mapping[str, str], fixed: Mapping[str, str]) -> OutboxJob | None:
    """Read the staged rows again with columns placed by hand; None when the import has gone on meanwhile."""
    options: dict[str, Any] = {**imported.options, "by_hand": dict(by_hand), "fixed": dict(fixed)}
    return _go_on(imported, (State.MAPPING, State.PREVIEW), state=State.READING, options=options, done=0)


def confirm_import(*, imported: Import, covers: tuple[date, date] | None) -> OutboxJob | None:
    """The person confirms what the preview shows; of two confirmations at once one is answered None."""
    days = {"covers_from": covers and covers[0], "covers_to": covers and covers[1]}
    options = {**imported.options, "covers_said": bool(covers)}
    return _go_on(imported, (State.PREVIEW,), state=State.SAVING, options=options, done=0, **days)


def cancel_import(*, imported: Import, now: datetime) -> bool:
    """Give up an import that was not confirmed; its staged rows are gone at once."""
    with transaction.atomic():
        waiting = (State.READING, State.MAPPING, State.PREVIEW)
        given_up = Import.objects.filter(pk=imported.pk, state__in=waiting).update(state=State.CANCELLED, finished=now)
        if given_up:
            imported.chunks.all().delete()
    return bool(given_up)


def work_in_page(*, imported: Import, job: OutboxJob, now: datetime) -> None:
    """Do the work of a small import at once, unless a worker already has it."""
    if imported.total > IN_THE_PAGE:
        return
    lease = Lease.take(job.pk)
    if lease is not None:
        with lease:
            carry_on(imported.pk, lease.finish, now)
            if not lease.finished:
                lease.finish()


def _go_on(imported: Import, since: Sequence[str], **fields: Any) -> OutboxJob | None:
    with transaction.atomic():
        if not Import.objects.filter(pk=imported.pk, state__in=since).update(**fields):
            return None
        return enqueue("import_requested", import_id=imported.pk)
