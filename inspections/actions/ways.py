"""One press on a way out of a warning: applied, checked again, and undone by one more press."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from inspections.actions.lines import Draft, join_lines, open_line, save_line
from inspections.actions.refusals import Refused
from inspections.models import PlannedInspection
from inspections.planning.checks import MUST, Finding, Limits, Way
from inspections.planning.excuses import reasons_of
from inspections.planning.judging import findings_of, lines_of
from organizations.models import User


@dataclass(frozen=True)
class Taken:
    """`before`: the fields as they were, for undoing; empty for what cannot be undone (a strike, a join)."""

    line: PlannedInspection
    label: str
    before: dict[str, Any]


@transaction.atomic
def take_way(*, line: int, version: int, key: str, place: int, limits: Limits, by: User) -> Taken:
    """The way at `place` of the warning `key`, as it stands now. Raises Refused when it is not there any more."""
    held = open_line(line, version, by)
    way = _way(_findings(held, limits), key, place)
    if way.into is not None:
        return Taken(join_lines(line=line, version=version, into=way.into, by=by), way.label, {})
    before = {name: getattr(held, name) for name in way.changes}
    saved = save_line(line=line, version=version, draft=Draft(way.changes), by=by)
    return Taken(saved.line, way.label, {} if key == "traces" else before)


@transaction.atomic
def give_reason(*, line: int, version: int, key: str, reason: str, limits: Limits, by: User) -> PlannedInspection:
    """Keep what a warning in principle speaks against, with the reason for it. Raises Refused where only `must` is."""
    held = open_line(line, version, by)
    if not reason.strip():
        raise Refused(_("请写一句理由，或改掉它。"), "reason")
    found = next((one for one in _findings(held, limits) if one.key == key), None)
    if found is None or found.severity == MUST:
        raise Refused(_("这一条不能用理由保留；请改掉它。"), "reason")
    reasons = reasons_of(held) | {key: reason.strip()[:300]}
    return save_line(line=line, version=version, draft=Draft({}, reasons=reasons), by=by).line


def _findings(held: PlannedInspection, limits: Limits) -> list[Finding]:
    lines = lines_of(held.plan) if held.plan else [with_counties(held)]
    return findings_of(lines, limits).get(held.pk, [])


def with_counties(line: PlannedInspection) -> PlannedInspection:
    """A single line as the checks want it."""
    line.county_ids = frozenset(line.reached.values_list("county_id", flat=True))  # type: ignore[attr-defined]
    return line


def _way(findings: list[Finding], key: str, place: int) -> Way:
    found = next((one for one in findings if one.key == key), None)
    if found is None or not 0 <= place < len(found.ways):
        raise Refused(_("这条提醒已经不在了，这一下没有生效。"))
    return found.ways[place]
