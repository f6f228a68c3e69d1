"""Tips go 90 days after closing, with all that was said about them; how many were late stays as a number."""

from __future__ import annotations

from datetime import date, timedelta

import structlog
from django.db import transaction
from django.db.models import F

from accountability.actions.tips import SUBJECT, key_of
from accountability.deadlines import DELETED_AFTER_DAYS, WORKING_DAYS
from accountability.metrics.clocks import late_on
from accountability.models import Tip, TipMessage, TipState, TipTally
from metrics.period import Period
from registers import history
from registers.outbox import announce
from registers.workdays import MissingYear, Workdays

logger = structlog.get_logger(__name__)


@transaction.atomic
def forget_closed(*, today: date) -> int:
    """Delete tips closed 90 days ago or earlier; returns how many. A late one is tallied first, in the same breath.

    Where the table of holidays lacks a year, lateness cannot be told: then the texts go now, and the bare days
    stay until it can.
    """
    before = today - timedelta(days=DELETED_AFTER_DAYS)
    table, lines, touched = Workdays(), [], set()
    closed = Tip.objects.filter(state=TipState.CLOSED, closed_on__lte=before).order_by("pk")
    for tip in closed.select_for_update(of=("self",), no_key=True):
        try:
            late = _late(tip, table)
        except MissingYear as missing:
            _forget_what_was_said(tip)
            logger.warning("tip_not_tallied", tip=tip.pk, year=missing.year)
            continue
        if late:
            _tally(tip.organization_id, late)
        lines.append(history.Line("deleted", SUBJECT, key_of(tip), tip.organization_id))
        touched.add((tip.organization_id, (late or tip.received_on).year))
        tip.delete()
    if touched:
        announce("tips", {owner for owner, _year in touched}, {year for _owner, year in touched})
    history.write(lines, actor=None, path="task")
    return len(lines)


def _late(tip: Tip, table: Workdays) -> date | None:
    assert tip.closed_on is not None
    done = tip.answered_on or tip.closed_on
    return late_on(table, tip.received_on, WORKING_DAYS, done, Period(tip.received_on, done))


def _tally(organization: int, day: date) -> None:
    tally, _made = TipTally.objects.get_or_create(organization_id=organization, overdue_on=day, defaults={"tips": 0})
    TipTally.objects.filter(pk=tally.pk).update(tips=F("tips") + 1)


def _forget_what_was_said(tip: Tip) -> None:
    TipMessage.objects.filter(tip=tip).delete()
    # a hash that no receipt leads to
    Tip.objects.filter(pk=tip.pk).update(text="", receipt=f"deleted {tip.pk}")
