"""Derivation with what the database knows: places, and the approved items that visits belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inspections.derive import Place, Places, item_key, number_key
from inspections.models import PlannedInspection
from inspections.models.item import LINKED_STATES
from organizations.models import Organization


def load_places() -> Places:
    """Cities, counties and townships in administrative order. One query."""
    rows = Organization.objects.in_order().values_list("pk", "code", "name", "short_name", "kind", "path")
    return Places(Place(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item as visits are held against it: what it was merged into stands for it."""

    pk: int
    organization: int
    kind: str
    partners: frozenset[int]


class PlannedItems:
    """Approved items by filing number, and by unit, year and name. Three queries, whatever the visits."""

    def __init__(self) -> None:
        rows = PlannedInspection.objects.filter(state__in=LINKED_STATES)
        fields = ("pk", "organization_id", "year", "name", "kind", "filing_number", "merged_into_id")
        found = {row[0]: row for row in rows.order_by("pk").values_list(*fields)}
        through = PlannedInspection.partners.through._default_manager.filter(plannedinspection__in=list(found))
        partners: dict[int, set[int]] = {}
        for item, partner in through.values_list("plannedinspection_id", "organization_id"):
            partners.setdefault(item, set()).add(partner)
        for _pk, organization, _year, _name, _kind, _number, lead in found.values():
            if lead:
                partners.setdefault(lead, set()).add(organization)
        self._by_number: dict[str, PlannedItem] = {}
        self._by_name: dict[tuple[int, int, str], PlannedItem] = {}
        for pk, organization, year, name, kind, number, lead in found.values():
            stands = found.get(lead, found[pk]) if lead else found[pk]
            item = PlannedItem(stands[0], stands[1], stands[4] or kind, frozenset(partners.get(stands[0], ())))
            if number:
                self._by_number[number_key(number)] = item
            self._by_name[organization, year, item_key(name)] = item

    def find(self, unit: int | None, year: int, name: str, *numbers: str) -> PlannedItem | None:
        """By any of the numbers, else by the name within the unit's year; one that is another's is not this unit's."""
        for number in numbers:
            item = self._by_number.get(number_key(number))
            if item is not None and (unit == item.organization or unit in item.partners):
                return item
        return None if unit is None else self._by_name.get((unit, year, item_key(name)))


def planned_of(values: Mapping[str, Any], items: PlannedItems) -> PlannedItem | None:
    """The approved item that a visit with these attributes belongs to."""
    numbers = (values.get("filing_number") or "", values.get("plan_number") or "")
    return items.find(values["organization_id"], values["first_day"].year, values["name"], *filter(None, numbers))
