"""Acts on single lines of a plan: saving, striking, joining into another line, removing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from inspections.actions.recording import item_line, record
from inspections.actions.refusals import Refused, Stale
from inspections.models import OPEN_PLANS, OPEN_STATES, InspectionPlan, PlannedInspection, ReachedCounty
from inspections.planning.excuses import written
from inspections.planning.forbidden import Struck, strike
from inspections.planning.keys import counted_day, planned_key
from organizations.models import Organization, User
from organizations.roles import Power
from registers import history

# what a person writes of a line; counties, partners and reasons come beside it
WRITTEN = (
    "name",
    "kind",
    "comprehensive",
    "basis",
    "basis_level",
    "object_level",
    "objects_text",
    "partners_text",
    "planned_visits",
    "time_text",
    "planned_from",
    "planned_to",
    "days",
    "people",
    "manner",
    "papers",
    "indicators",
    "emergency",
)


@dataclass(frozen=True)
class Saved:
    """The line as stored, and the words that were struck out of it on the way."""

    line: PlannedInspection
    struck: tuple[Struck, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A line as written: `fields` of WRITTEN; ids of counties and partners; `reasons`: key of a warning → why.

    What is left out, or None, stays as it is.
    """

    fields: Mapping[str, Any]
    counties: Collection[int] | None = None
    partners: Collection[int] | None = None
    reasons: Mapping[str, str] | None = None


@transaction.atomic
def add_line(*, plan: int, draft: Draft, by: User) -> Saved:
    """A new line at the end of a plan that is still being written. Raises Refused."""
    held = open_plan_of(plan, by)
    item = PlannedInspection(plan=held, organization=held.organization, year=held.year)
    return write_line(item, draft, by, "created")


@transaction.atomic
def save_line(*, line: int, version: int, draft: Draft, by: User) -> Saved:
    """Change a line that was not handed in yet. Forbidden demands are struck out before they are stored.

    Raises PlannedInspection.DoesNotExist out of reach, Refused once it was handed in, Stale at another version.
    """
    return write_line(open_line(line, version, by), draft, by, "changed")


@transaction.atomic
def remove_line(*, line: int, version: int, by: User) -> None:
    item = open_line(line, version, by)
    item.reached.all().delete()
    text = item_line("deleted", item, {"name": (item.name, None)})
    # what a later line was carried over from, or replaces, is not forgotten with this one
    PlannedInspection.objects.filter(carried_from=item).update(carried_from=item.carried_from_id)
    item.delete()
    record([text], by, [item.organization_id], [item.year])


@transaction.atomic
def join_lines(*, line: int, version: int, into: int, by: User) -> PlannedInspection:
    """Put a line into another of the same unit: one item goes to the counties of both."""
    item = open_line(line, version, by)
    target = PlannedInspection.objects.editable_by(by).select_for_update(of=("self",), no_key=True).get(pk=into)
    if target.state not in OPEN_STATES or target.organization_id != item.organization_id or target.pk == item.pk:
        raise Refused(_("只能并入本单位还没有报送的另一事项。"))
    have = set(target.reached.values_list("county_id", flat=True))
    new = [one for one in item.reached.values_list("county_id", flat=True) if one not in have]
    ReachedCounty.objects.bulk_create([ReachedCounty(item=target, county_id=one) for one in new])
    texts = [text for text in (target.objects_text, item.objects_text) if text]
    visits = target.planned_visits + (len(new) or item.planned_visits)
    wanted = {
        "objects_text": _("、").join(dict.fromkeys(texts)),
        "planned_visits": visits,
        "planned_from": _earliest(target.planned_from, item.planned_from),
        "planned_to": _latest(target.planned_to, item.planned_to),
    }
    changes = history.difference({name: getattr(target, name) for name in wanted}, wanted, wanted)
    PlannedInspection.objects.filter(pk=target.pk).update(**wanted, version=F("version") + 1)
    reason = _("并入“%(name)s”") % {"name": item.name}
    remove_line(line=item.pk, version=item.version, by=by)
    record([item_line("joined", target, changes, reason)], by, [target.organization_id], [target.year])
    target.refresh_from_db()
    return target


def open_plan_of(plan: int, by: User) -> InspectionPlan:
    """The plan, locked, while its unit may still write it."""
    held = (
        InspectionPlan.objects.editable_by(by)
        .select_related("organization")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=plan)
    )
    if held.state not in OPEN_PLANS:
        raise Refused(_("计划已经报送，不能再改；要改请先撤回。"))
    return held


def open_line(line: int, version: int, by: User) -> PlannedInspection:
    """The line, locked, while its unit may still write it; Stale when it is not at the version the person saw."""
    held = (
        PlannedInspection.objects.editable_by(by)
        .select_related("organization")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=line)
    )
    if held.state not in OPEN_STATES:
        raise Refused(_("“%(name)s”已经报送，不能再改；要改请先撤回。") % {"name": held.name})
    if held.version != version:
        raise Stale(held)
    return held


def write_line(item: PlannedInspection, draft: Draft, by: User, action: str) -> Saved:
    """Store what was written, in the caller's transaction."""
    fields = {name: draft.fields[name] for name in WRITTEN if name in draft.fields}
    old = {name: getattr(item, name) for name in WRITTEN}
    struck: list[Struck] = []
    if "papers" in fields:
        fields["papers"], struck = strike(fields["papers"])
    for name, value in fields.items():
        setattr(item, name, value)
    item.excuses = written(item.excuses, struck, draft.reasons)
    item.key = planned_key(item.organization.code, item.year, item.name)
    item.day = counted_day(item)
    item.version = item.version + 1 if item.pk else 1
    _refuse_repeated(item)
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError as error:
        raise _repeated() from error
    if draft.partners is not None:
        item.partners.set(draft.partners)
    changes = history.difference(old, {name: getattr(item, name) for name in WRITTEN}, WRITTEN)
    changes |= {} if draft.counties is None else _reach(item, draft.counties)
    if struck:
        changes["struck"] = (None, [one.words for one in struck])
    record([item_line(action, item, changes)], by, [item.organization_id], [item.year])
    return Saved(item, tuple(struck))


def _reach(item: PlannedInspection, counties: Collection[int]) -> dict[str, tuple[Any, Any]]:
    """Bring the counties of the line into step; what changed, by code."""
    have = dict(item.reached.values_list("county_id", "county__code"))
    known = Organization.objects.filter(pk__in=counties, kind="county")
    wanted = dict(known.values_list("pk", "code"))
    item.reached.exclude(county__in=wanted).delete()
    ReachedCounty.objects.bulk_create([ReachedCounty(item=item, county_id=pk) for pk in wanted if pk not in have])
    old, new = sorted(have.values()), sorted(wanted.values())
    return {"counties": (old, new)} if old != new else {}


def _refuse_repeated(item: PlannedInspection) -> None:
    if PlannedInspection.objects.filter(key=item.key).exclude(pk=item.pk).exists():
        raise _repeated()


def _repeated() -> Refused:
    return Refused(_("本单位当年已有同名事项；请改名称，或直接改那一项。"), "name")


def _earliest(one: Any, other: Any) -> Any:
    return min((day for day in (one, other) if day), default=None)


def _latest(one: Any, other: Any) -> Any:
    return max((day for day in (one, other) if day), default=None)


def may_plan(by: User, organization: int) -> bool:
    return Organization.objects.reached_by(by, Power.PLAN).filter(pk=organization).exists()
