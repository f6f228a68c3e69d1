"""Which column of the register each heading of a sheet is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from registers.importing.refused import Refused
from registers.importing.register import Column, Register
from registers.sheets import normalise_heading

REMARK = re.compile(r"\([^()]*\)")


@dataclass
class Placement:
    """`placed`: column name → heading of the sheet; `fixed`: column name → one cell for the whole file.

    `unplaced` are headings that mean nothing to the register, `left_out` those that a person left out.
    """

    placed: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    unplaced: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def missing(self, register: Register) -> list[Column]:
        """Required columns that neither a heading nor one value for the file stands for."""
        return [
            column
            for column in register.columns
            if column.required
            and column.name != register.owner_column
            and column.name not in self.placed
            and column.name not in self.fixed
        ]

    def says(self, column: Column) -> bool:
        """Whether the file says anything in this column."""
        return column.name in self.placed or column.name in self.fixed


def place(
    headings: Sequence[str], register: Register, by_hand: Mapping[str, str], fixed: Mapping[str, str]
) -> Placement:
    """`by_hand`: normalised heading → column name, empty to leave the heading out; it goes before all else.

    Of several headings for one column the best is taken (its own name before a synonym); the others stay unplaced.
    """
    result = Placement(fixed=dict(fixed))
    ranked: list[tuple[int, int, str, str]] = []
    for position, heading in enumerate(headings):
        chosen = by_hand.get(normalise_heading(heading))
        if chosen == "":
            result.left_out.append(heading)
        elif chosen and chosen in register.by_name:
            ranked.append((-1, position, chosen, heading))
        else:
            ranked.extend((rank, position, column, heading) for rank, column in meanings(heading, register))
    taken: set[str] = set()
    for _rank, _position, column, heading in sorted(ranked):
        if column not in result.placed and heading not in taken and column not in result.fixed:
            result.placed[column] = heading
            taken.add(heading)
    result.unplaced = [heading for heading in headings if heading not in taken and heading not in result.left_out]
    return result


def meanings(heading: str, register: Register) -> list[tuple[int, str]]:
    """(rank, column name): as it stands, then without remarks in brackets, then its lower part (基本情况/标题)."""
    name = normalise_heading(heading)
    bare = REMARK.sub("", name)
    for penalty, text in enumerate((name, bare, name.rpartition("/")[2], bare.rpartition("/")[2])):
        column = register.by_heading.get(text)
        if column is not None:
            return [(penalty * 100 + column.headings.index(text), column.name)]
    return []


def fixed_values(register: Register, pairs: Sequence[str]) -> dict[str, str]:
    """`列=值` texts as column name → value; Refused for one that names no column or has no value."""
    fixed: dict[str, str] = {}
    for pair in pairs:
        heading, equals, value = pair.partition("=")
        column = register.column(heading.strip())
        if not equals or not value.strip():
            raise Refused(_("“%(pair)s”不完整；请写成 列名=值，如 发至层级=县。") % {"pair": pair})
        if column is None:
            known = "、".join(column.heading for column in register.columns)
            raise Refused(
                _("这个台账没有“%(column)s”列；可用的列有：%(known)s。") % {"column": heading, "known": known}
            )
        fixed[column.name] = value.strip()
    return fixed
