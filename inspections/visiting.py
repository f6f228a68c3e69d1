"""All derived fields of one visit together: its kind, its place, its item, and whether it counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from inspections.derive import Places, comprehensive, counts_as_inspection, item_key, kind_of, level_of
from inspections.derive.counting import SAID_SO
from inspections.deriving import PlannedItem, PlannedItems, planned_of
from inspections.models import InspectionKind, PlaceLevel

# what a sheet may leave out and a person may correct
DERIVED = ("kind", "place_level", "counts_as_inspection", "uncounted_reason")
# what follows from the rest and nobody types
FOLLOWS = ("item_key", "comprehensive", "place_id", "planned_id", "joint_lead_id")
TICKS = ("checks_ledgers", "interviews", "enters_homes", "lists_problems", "wants_rectification")

_LEAD = re.compile(r"([^、,，;；:：（(]+)[（(]牵头[）)]|牵头(?:单位)?[:：]?\s*([^、,，;；（(]+)")


class Organ(Protocol):
    id: int | None


class Organs(Protocol):
    def find(self, text: str) -> Any: ...


@dataclass(frozen=True)
class Known:
    """What deriving looks at besides the row itself."""

    places: Places
    items: PlannedItems
    organs: Organs


def derived(values: Mapping[str, Any], said: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """DERIVED and FOLLOWS for a visit with these attributes: what was said stands, the rest follows."""
    item = planned_of(values, known.items)
    place = known.places.within(values["place_text"] or "")
    kind = said.get("kind") or _kind(values["name"], item)
    lead = _lead(values, item, known.organs)
    ticks = sum(bool(values.get(name)) for name in TICKS)
    verdict = counts_as_inspection(kind, ticks, lead is not None)
    counts = said.get("counts_as_inspection", verdict.counts)
    reason = "" if counts else said.get("uncounted_reason") or verdict.reason or SAID_SO
    return {
        "kind": kind,
        "place_level": said.get("place_level") or _level(values["place_text"] or "", known.places),
        "counts_as_inspection": counts,
        "uncounted_reason": reason,
        "item_key": f"#{item.pk}" if item else item_key(values["name"]),
        "comprehensive": comprehensive(values["name"]),
        "place_id": place.id if place else None,
        "planned_id": item.pk if item else None,
        "joint_lead_id": lead,
    }


def _kind(name: str, item: PlannedItem | None) -> str:
    """By its own name, which a plan cannot make harmless: 督查 approved as 调研 is 督查; else as the plan says."""
    named = kind_of(name)
    if named and named != InspectionKind.RESEARCH:
        return named
    return item.kind if item else named


def _level(text: str, places: Places) -> str:
    return str(level_of(text, places).value) if text else str(PlaceLevel.UNKNOWN.value)


def _lead(values: Mapping[str, Any], item: PlannedItem | None, organs: Organs) -> int | None:
    """Who leads the joint team when it is not the unit itself: by the approved item, else by 联合单位 (…（牵头）)."""
    unit = values["organization_id"]
    if item is not None:
        return item.organization if item.organization != unit else None
    found = _LEAD.search(values.get("joint_text") or "")
    lead = organs.find((found[1] or found[2]).strip()) if found else None
    return lead.id if lead is not None and lead.id != unit else None
