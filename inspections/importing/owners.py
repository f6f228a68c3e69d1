"""What the registers of inspections look up once for a file."""

from inspections.derive import Places
from inspections.deriving import PlannedItems, load_places
from registers.importing.context import Context
from registers.importing.row import Values


def owner_code(values: Values, context: Context) -> str:
    """The code of the organ that the row belongs to; "" where none was found, and the row is rejected for it."""
    organ = context.organs.by_id.get(values["organization_id"])
    return organ.code if organ else ""


def places(context: Context) -> Places:
    kept: Places = context.cache.setdefault("inspections.places", None) or load_places()
    context.cache["inspections.places"] = kept
    return kept


def planned_items(context: Context) -> PlannedItems:
    kept: PlannedItems = context.cache.setdefault("inspections.items", None) or PlannedItems()
    context.cache["inspections.items"] = kept
    return kept
