"""What an import would do, row by row, before anything is saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.utils.translation import gettext as _

from registers.importing.comparing import Filler, compare, complete
from registers.importing.context import Context
from registers.importing.matching import Matcher, groups_of, key_of, out_of_reach, stored_groups
from registers.importing.parsing import Parser
from registers.importing.reading import Ignored, Reading, sift
from registers.importing.refused import Refused
from registers.importing.register import Register
from registers.importing.row import Cell, Row, Verdict
from registers.importing.stores import Stored

# rows after which progress is told
STEP = 2_000
# cells of a row that is new: nobody asks for them again
FORGOTTEN: dict[str, Cell] = {}


@dataclass
class Plan:
    """All rows of one register in one file, each with its verdict. Nothing is saved yet."""

    register: Register
    context: Context
    readings: list[Reading] = field(default_factory=list)

    @property
    def rows(self) -> Iterator[Row]:
        return (row for reading in self.readings for row in reading.rows)

    @property
    def ignored(self) -> list[Ignored]:
        return [ignored for reading in self.readings for ignored in reading.ignored]

    def of(self, *verdicts: Verdict) -> list[Row]:
        return [row for row in self.rows if row.verdict in verdicts]

    def counts(self) -> dict[str, int]:
        """rows = new + changed + unchanged + duplicate + rejected; ignored beside them."""
        counted = Counter(row.verdict for row in self.rows)
        counts = {verdict.value: counted[verdict] for verdict in Verdict}
        return {"rows": sum(counts.values()), **counts, "ignored": len(self.ignored)}

    def covers(self) -> tuple[date, date] | None:
        """The first and the last day that the good rows name."""
        at = self.register.day
        if not at or at not in self.register.attributes:
            return None
        days = [row.values[at] for row in self.rows if row.verdict is not Verdict.REJECTED and row.values.get(at)]
        return (min(days), max(days)) if days else None


def plan(
    readings: Sequence[Reading],
    context: Context,
    reach: frozenset[int] | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> list[Plan]:
    """One plan for each register in the file, the main one first, its companions in their order.

    `reach`: organizations whose records may be written, None for all. Raises Refused when a column
    that must be there is missing.
    """
    plans: dict[str, Plan] = {}
    for reading in readings:
        plans.setdefault(reading.register.name, Plan(reading.register, context)).readings.append(reading)
    for reading in readings:
        _refuse_incomplete(reading)
    order = sorted(plans.values(), key=_after_those_it_refers_to(readings))
    for one in order:
        _judge(one, reach, progress)
    return order


def _after_those_it_refers_to(readings: Sequence[Reading]) -> Callable[[Plan], int]:
    """Companions refer to records of the main register and come after it."""
    companions = [name for reading in readings for name in reading.register.companions]
    return lambda one: companions.index(one.register.name) + 1 if one.register.name in companions else 0


def _judge(one: Plan, reach: frozenset[int] | None, progress: Callable[[int], None]) -> None:
    register, filler = one.register, Filler(one.register)
    parsers = {id(reading): Parser(register, reading.placement, one.context) for reading in one.readings}
    first: dict[str, Stored] = {}
    for reading in one.readings:
        sift(reading)
        rows = iter(reading.rows)
        while some := list(islice(rows, STEP)):
            parsers[id(reading)].parse(some)
            if not register.derives_together:
                _settle(one, some, filler, reach, first)
            progress(len(some))
    if register.derives_together:
        _settle(one, list(one.rows), filler, reach, first)
    _match(one, filler, parsers, reach, first)


def _settle(one: Plan, rows: list[Row], filler: Filler, reach: frozenset[int] | None, first: dict[str, Stored]) -> None:
    """Derive, check and pack parsed rows, and find their records. New ones can forget what they were read from."""
    register = one.register
    register.derive(_good(rows), one.context)
    _check_owners(one, rows, reach)
    good = _good(rows)
    for row in good:
        # a key may be made of more than what is stored
        row.key = key_of(register, row.values)
        filler.fill(row)
    found = register.store.find(register, {row.key for row in good})
    first.update(found)
    for row in good:
        if row.key not in found:
            row.cells = FORGOTTEN


def _good(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.verdict is not Verdict.REJECTED]


def _match(
    one: Plan,
    filler: Filler,
    parsers: dict[int, Parser],
    reach: frozenset[int] | None,
    first: dict[str, Stored],
) -> None:
    register = one.register
    matcher = Matcher(register, stored_groups(register, first), lambda id: reach is None or id in reach)
    for key, members in groups_of(_good(one.rows)).items():
        matcher.match(key, members)
    _leave_out_unknown(one, matcher)
    if not matcher.matched:
        return
    known = {column.at for column in register.columns if column.kept and not column.derived}
    parser_of = {id(row): parsers[id(reading)] for reading in one.readings for row in reading.rows}
    unsaid = {id(parser): [at for at in parser.absent if at in known] for parser in parsers.values()}
    complete(
        matcher.matched,
        filler,
        lambda row: unsaid[id(parser_of[id(row)])],
        lambda row: parser_of[id(row)].parse_row(row),
        one.context,
    )
    compare(matcher.matched, register)


def _leave_out_unknown(one: Plan, matcher: Matcher) -> None:
    """A record that the person may not open is neither compared nor written: its values would show in the preview."""
    known, user = one.register.known, one.context.user
    if known is None or user is None:
        return
    allowed = known(user, [record.pk for _row, record in matcher.matched])
    for row, record in matcher.matched:
        if record.pk not in allowed:
            row.reject("", None, out_of_reach())
    matcher.matched = [(row, record) for row, record in matcher.matched if record.pk in allowed]


def _check_owners(one: Plan, rows: list[Row], reach: frozenset[int] | None) -> None:
    """Every row of a register belongs to an organization, and to one that may be written here."""
    register = one.register
    if not register.owner:
        return
    heading = register.by_name[register.owner_column].heading
    for row in _good(rows):
        owner = row.values.get(register.owner)
        if owner is None and row.owner_problem:
            row.refuse(row.owner_problem)
        elif owner is None:
            message = _("看不出属于哪个单位；请补填“%(column)s”，或在导入时选定单位。") % {"column": heading}
            row.reject(heading, None, message)
        elif reach is not None and owner not in reach:
            row.reject("", None, out_of_reach())


def _refuse_incomplete(reading: Reading) -> None:
    missing = reading.placement.missing(reading.register)
    if missing:
        columns = "、".join(column.heading for column in missing)
        raise Refused(
            _("工作表“%(sheet)s”缺少列：%(columns)s。请补上这些列，或为整个文件指定一个值。")
            % {"sheet": reading.sheet, "columns": columns}
        )
