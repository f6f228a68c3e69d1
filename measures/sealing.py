"""Sealing and restating quarters and years (evaluation.md, Standings and flags).

A quarter is sealed as it stood on its last day, beside the year that goes on. A year is sealed as of 31 December: from
then on its standings and flags change by a restatement only.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from measures.engine import weigh
from measures.flagging import keep_flags
from measures.models import Seal, SealedStanding
from measures.sealed import sealed_rows
from measures.standings import COLUMNS, Row, keep_standings, lock_year
from organizations.models import Organization, User
from registers.history import Line, plain, write

QUARTER_ENDS = {0: (12, 31), 1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}


class Refused(Exception):
    """Sealing that cannot be done; the message says why and what to do instead."""


def last_day(year: int, quarter: int = 0) -> date:
    """The last day of a quarter, or of the year for quarter 0."""
    month, day = QUARTER_ENDS[quarter]
    return date(year, month, day)


def seal(*, year: int, quarter: int = 0, by: str, on: date, actor: User | None, path: str, reason: str = "") -> Seal:
    """Seal a year (quarter 0) or a quarter, or restate what is sealed, with a reason. The standings kept are those that
    the registers give now, as of the last day.

    Raises Refused before the last day has passed, without a signer, for what is sealed already (without a reason), and
    where a restatement would change nothing.
    """
    as_of = last_day(year, quarter)
    if not by.strip():
        raise Refused(_("封存须写明签发人。"))
    if on <= as_of:
        raise Refused(_("%(day)s之后才能封存。") % {"day": as_of})
    with transaction.atomic():
        turn = lock_year(year)
        before = Seal.objects.latest_of(year, quarter)
        if before and not reason.strip():
            raise Refused(
                _("已于%(day)s由%(who)s封存；确需更改的，请写明理由重述。")
                % {"day": before.sealed_on, "who": before.sealed_by}
            )
        if reason.strip() and not before:
            raise Refused(_("还没有封存，不需要重述；请直接封存。"))
        rows, _judged = weigh(year, as_of)
        if before and digest_of(rows) == before.digest:
            raise Refused(_("现有台账得出的结果与已封存的一致，不需要重述。"))
        kept = _keep(before, rows, year, quarter, as_of, by.strip(), on, actor, reason.strip())
        if quarter == 0:
            if keep_standings(year, rows, None, None):
                turn.move(as_of)
            keep_flags(year, as_of, rows, None, None)
        write([_line(kept, before)], actor=actor, path=path)
    return kept


def _keep(
    before: Seal | None,
    rows: Sequence[Row],
    year: int,
    quarter: int,
    as_of: date,
    by: str,
    on: date,
    actor: User | None,
    reason: str,
) -> Seal:
    kept = Seal.objects.create(
        year=year,
        quarter=quarter,
        version=before.version + 1 if before else 1,
        as_of=as_of,
        rule_set=rows[0].rule_set if rows else "",
        sealed_by=by,
        sealed_on=on,
        signer=actor,
        reason=reason,
        digest=digest_of(rows),
        standings_count=len(rows),
    )
    names = dict(Organization.objects.values_list("pk", "name"))
    SealedStanding.objects.bulk_create(
        [
            SealedStanding(
                seal=kept,
                organization_name=names[row.organization_id],
                **{name: getattr(row, name) for name in COLUMNS},
            )
            for row in rows
        ],
        batch_size=2000,
    )
    return kept


def digest_of(rows: Sequence[Row]) -> str:
    """SHA-256 over every column of every standing, by organization and obligation whatever order they come in."""
    lines: list[dict[str, Any]] = [{name: plain(value) for name, value in asdict(row).items()} for row in rows]
    lines.sort(key=lambda line: (line["organization_id"], line["obligation"]))
    text = json.dumps(lines, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def intact(one: Seal) -> bool:
    """Whether the standings of a seal still give its digest."""
    return digest_of(sealed_rows(one)) == one.digest


def _line(kept: Seal, before: Seal | None) -> Line:
    return Line(
        action="sealed" if before is None else "restated",
        subject="measures.seal",
        key=str(kept),
        changes={"digest": (before.digest if before else None, kept.digest)},
        reason=kept.reason,
    )
