"""Codes of organs in natural keys: a person can read them, and they are the same on every machine."""

from registers.importing.context import Context
from registers.importing.row import Values


def owner_code(values: Values, context: Context) -> str:
    """The code of the organ that the row belongs to; "" where none was found, and the row is rejected for it."""
    organ = context.organs.by_id.get(values["organization_id"])
    return organ.code if organ else ""
