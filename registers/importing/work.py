"""An import on its way: read → preview → saved. Runs in a page for small files, in a worker for large ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organizations.models import Organization
from organizations.roles import Power, Reach
from organizations.scoping import grants
from registers.importing.context import Context
from registers.importing.garbage import uncollected
from registers.importing.planning import Plan, plan
from registers.importing.reading import Reading
from registers.importing.refused import Refused
from registers.importing.register import registers
from registers.importing.row import Verdict
from registers.importing.saving import Confirmation, first_to_last, save, total
from registers.importing.showing import shown_rows
from registers.importing.staging import IGNORED, stage_cells, stage_shown, staged_readings
from registers.importing.writing import Stale
from registers.models import Import

Finish = Callable[[], None]


class Cancelled(Exception):
    """The person gave the import up while it was worked on."""


def carry_on(import_id: int, finish: Finish, now: datetime) -> None:
    """Do the next step of an import. `finish` is called inside the transaction of its effect.

    A step that was already done, or whose import was cancelled, has no effect.
    """
    imported = Import.objects.select_related("user", "organization").get(pk=import_id)
    try:
        if imported.state == Import.State.READING:
            prepare(imported, finish, now)
        elif imported.state == Import.State.SAVING:
            commit(imported, finish, now)
    except Cancelled:
        imported.chunks.all().delete()


def prepare(imported: Import, finish: Finish, now: datetime) -> None:
    """Plan what was staged, and show it: a preview, or the columns that are still to be placed."""
    readings = _readings(imported)
    if any(reading.placement.missing(reading.register) for reading in readings):
        _move(imported, Import.State.READING, finish, state=Import.State.MAPPING)
        return
    try:
        plans = _planned(imported, readings, now)
    except Refused as refused:
        _move(imported, Import.State.READING, finish, state=Import.State.FAILED, message=refused.message)
        return
    _show(imported, plans, Import.State.READING, finish, "")


def commit(imported: Import, finish: Finish, now: datetime) -> None:
    """Compare once more and save; when anything came out otherwise than shown, show that instead."""
    plans = _planned(imported, _readings(imported), now)
    if total(plans) != imported.counts:
        _show(imported, plans, Import.State.SAVING, finish, _("看过之后，台账里的数据又有变化；请再看一遍。"))
        return
    span = (imported.covers_from, imported.covers_to) if imported.covers_from and imported.covers_to else None
    confirmation = Confirmation(imported.user, now, span, imported.options.get("by_hand", {}))
    try:
        with transaction.atomic():
            # of two that come this far one waits here, and then finds the state gone
            if not Import.objects.filter(pk=imported.pk, state=Import.State.SAVING).update(state=Import.State.SAVED):
                return
            save(plans, imported, confirmation)
            imported.chunks.all().delete()
            finish()
    except Stale:
        plans = _planned(imported, _readings(imported), now)
        _show(imported, plans, Import.State.SAVING, finish, _("导入时别人改动了同样的记录，没有写入；请再看一遍。"))


def reach_of(imported: Import, now: datetime) -> frozenset[int] | None:
    """Organizations for which the person may write now; None: the whole province."""
    day = timezone.localdate(now)
    register = registers.get(imported.register)
    power = Power.KEEP_CASES if register and register.power is Power.KEEP_CASES else Power.EDIT_RECORDS
    held = [grant for grant in grants(imported.user, day) if grant.power is power]
    if any(grant.reach is Reach.PROVINCE for grant in held):
        return None
    return frozenset(Organization.objects.reached_by(imported.user, power, day).values_list("pk", flat=True))


def _readings(imported: Import) -> list[Reading]:
    options = imported.options
    return staged_readings(imported, options.get("by_hand", {}), options.get("fixed", {}))


def _planned(imported: Import, readings: list[Reading], now: datetime) -> list[Plan]:
    context = Context.load(
        timezone.localdate(now),
        year=imported.options.get("year"),
        organization=imported.organization_id,
        user=imported.user,
    )
    Import.objects.filter(pk=imported.pk).update(done=0)
    state, done = imported.state, 0

    def progress(rows: int) -> None:
        nonlocal done
        done += rows
        if not Import.objects.filter(pk=imported.pk, state=state).update(done=done):
            raise Cancelled

    with uncollected():
        plans = plan(readings, context, reach_of(imported, now), progress)
    if any(row.cells is None for reading in readings for row in reading.rows):
        # a column placed by hand may have shown that rows are classified: they go at once
        stage_classified_away(imported, readings)
    return plans


def stage_classified_away(imported: Import, readings: list[Reading]) -> None:
    """Stage anew without rows that turned out to be classified; the others as they were."""
    gone = {(reading.sheet, row.number) for reading in readings for row in reading.rows if row.cells is None}
    fresh = _readings(imported)
    again = [row for reading in fresh for row in reading.rows if row.cells and (reading.sheet, row.number) in gone]
    if not again:
        return
    for row in again:
        row.cells = None
    with transaction.atomic():
        stage_cells(imported, fresh)


def _show(imported: Import, plans: list[Plan], was: str, finish: Finish, message: str) -> None:
    """Stage the preview and wait for the person."""
    span = first_to_last(plans)
    said = imported.options.get("covers_said")
    covers = {} if said else {"covers_from": span and span[0], "covers_to": span and span[1]}
    with transaction.atomic():
        for verdict in Verdict:
            stage_shown(imported, verdict.value, (row for one in plans for row in shown_rows(one, verdict)))
        ignored = [list(one) for each in plans for one in each.ignored]
        stage_shown(imported, IGNORED, ignored)
        _move(imported, was, finish, state=Import.State.PREVIEW, counts=total(plans), message=message, **covers)


def _move(imported: Import, was: str, finish: Finish, **fields: object) -> None:
    """To the next state, unless the import is no longer where it was. Raises Cancelled."""
    with transaction.atomic():
        if not Import.objects.filter(pk=imported.pk, state=was).update(**fields):
            raise Cancelled
        finish()
