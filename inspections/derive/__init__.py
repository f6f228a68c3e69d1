"""What follows from the words of a register: kinds, places, items, and whether a visit counts. Pure functions."""

from inspections.derive.counting import Verdict, counts_as_inspection
from inspections.derive.kinds import comprehensive, kind_of
from inspections.derive.names import item_key, number_key
from inspections.derive.objects import Reach, reached
from inspections.derive.places import Place, Places, level_of

__all__ = [
    "Place",
    "Places",
    "Reach",
    "Verdict",
    "comprehensive",
    "counts_as_inspection",
    "item_key",
    "kind_of",
    "level_of",
    "number_key",
    "reached",
]
