"""What a sheet consists of once it is read."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

Cell = str | int | float | Decimal | date | datetime | bool | None


class Row(NamedTuple):
    """`number` is the row's number in the file as a person sees it, from 1; an empty row has no cells at all."""

    number: int
    cells: tuple[Cell, ...]


class Merged(NamedTuple):
    """A merged range: row numbers as a person sees them, columns from 0, both ends belong to it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass
class Sheet:
    """One worksheet. `rows` has every row from the first to the last with a value, the empty ones between them too."""

    name: str
    rows: list[Row]
    merged: list[Merged] = field(default_factory=list)
    hidden: bool = False
