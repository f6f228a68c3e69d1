"""Rows against what is stored: new, changed, unchanged, or the same as an earlier row of the file."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from registers.importing.register import Register
from registers.importing.row import Row, Values, Verdict
from registers.importing.stores import Stored

# keys are at most this long; a longer one (issuer, day and a long title) is shortened by its digest
LONGEST_KEY = 240
# the second record with one key is kept under key + MARK + "2"; numbers hold no such sign
MARK = "#"
# whether a stored record lies within reach of the person who imports
Reach = Callable[[int | None], bool]


def key_of(register: Register, values: Values) -> str:
    """The natural key, never longer than its column."""
    key = register.key(values)
    if len(key) <= LONGEST_KEY:
        return key
    return key[: LONGEST_KEY - 33] + ":" + hashlib.sha256(key.encode()).hexdigest()[:32]


def numbered(key: str, ordinal: int) -> str:
    """The key of the first, second, third … record that share a natural key."""
    return key if ordinal == 1 else f"{key}{MARK}{ordinal}"


def groups_of(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by natural key, in the order of the file."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.key].append(row)
    return groups


def stored_groups(register: Register, first: Mapping[str, Stored]) -> dict[str, list[Stored]]:
    """For each key that has a record, all records that share it, the first one first."""
    found = {key: [record] for key, record in first.items()}
    ordinal = 2
    wanted = list(found) if register.variant else []
    while wanted:
        more = register.store.find(register, [numbered(key, ordinal) for key in wanted])
        wanted = [key for key in wanted if numbered(key, ordinal) in more]
        for key in wanted:
            found[key].append(more[numbered(key, ordinal)])
        ordinal += 1
    return found


class Matcher:
    """Gives each good row its verdict. One record takes one row; the first row of the file wins."""

    def __init__(self, register: Register, stored: Mapping[str, list[Stored]], reach: Reach) -> None:
        self.register = register
        self.stored = stored
        self.reach = reach
        self.matched: list[tuple[Row, Stored]] = []

    def match(self, key: str, members: Sequence[Row]) -> None:
        known = self.stored.get(key, ())
        if len(members) == 1 and len(known) < 2:
            self.settle(members[0], known[0] if known else None, key, 1)
            return
        variants: dict[str, list[Row]] = defaultdict(list)
        for row in members:
            variants[self.variant(row.values)].append(row)
        records = {self.variant(record.values): (ordinal, record) for ordinal, record in enumerate(known, 1)}
        if len(variants) == 1 and len(known) == 1:
            # one document in the file and one stored: the title was put right
            records = dict.fromkeys(variants, (1, known[0]))
        following = len(known) + 1
        for variant, (first, *copies) in variants.items():
            ordinal, record = records.get(variant, (following, None))
            if record is None:
                following += 1
            self.settle(first, record, key, ordinal)
            for copy in copies:
                self.duplicate(copy, first)

    def variant(self, values: Values) -> str:
        return self.register.variant(values) if self.register.variant else ""

    def settle(self, row: Row, record: Stored | None, key: str, ordinal: int) -> None:
        row.key = numbered(key, ordinal)
        if self.register.repeats:
            row.values[self.register.repeats] = ordinal > 1
        if ordinal > 1:
            row.note(_("多文一号：同一编号下还有别的标题，已保留，只计一次。"))
        if record is None:
            row.verdict = Verdict.NEW
        elif self.register.owner and not self.reach(record.values[self.register.owner]):
            row.reject("", None, out_of_reach())
        else:
            row.pk, row.version = record.pk, record.version
            self.matched.append((row, record))

    def duplicate(self, row: Row, first: Row) -> None:
        row.verdict = Verdict.DUPLICATE
        row.key = first.key
        headings = self.register.headings_of
        differing = [headings[at] for at, value in row.values.items() if at in headings and first.values[at] != value]
        place = {"sheet": first.sheet, "row": first.number, "columns": "、".join(differing)}
        if differing:
            row.note(_("与“%(sheet)s”第%(row)s行重复，但%(columns)s不同；以第%(row)s行为准。") % place)
        else:
            row.note(_("与“%(sheet)s”第%(row)s行完全相同，只导入一次。") % place)


def out_of_reach() -> str:
    """The same sentence whether or not a record of another organization exists."""
    return _("这一行属于别的机构，不能由本单位导入；请核对编号和单位。")
