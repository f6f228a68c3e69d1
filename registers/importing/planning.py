"""What an import would do, row by row, before anything is saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.utils.translation import gettext as _

from registers.importing.comparing import compare, complete, fill
from registers.importing.context import Context
from registers.importing.matching import Matcher, groups_of, out_of_reach, stored_groups
from registers.importing.parsing import Parser
from registers.importing.reading import Ignored, Reading, sift
from registers.importing.refused import Refused
from registers.importing.register import Register
from registers.importing.row import Row, Verdict
from registers.importing.writing import defaults

# rows after which progress is told
STEP = 2_000
# cells of a row that went in well: nobody asks for them again
FORGOTTEN: dict[str, object] = {}


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
    register, context = one.register, one.context
    parsers = {id(reading): Parser(register, reading.placement, context) for reading in one.readings}
    for reading in one.readings:
        sift(reading)
        rows = iter(reading.rows)
        while some := list(islice(rows, STEP)):
            parsers[id(reading)].parse(some)
            progress(len(some))
    register.derive([row for row in one.rows if row.verdict is not Verdict.REJECTED], context)
    _check_owners(one, reach)
    blanks = defaults(register.model)
    good = [row for row in one.rows if row.verdict is not Verdict.REJECTED]
    fill(good, register, blanks)
    _match(one, good, parsers, reach)
    for row in one.rows:
        if row.verdict is not Verdict.REJECTED:
            row.cells = FORGOTTEN  # type: ignore[assignment]


def _match(one: Plan, good: list[Row], parsers: dict[int, Parser], reach: frozenset[int] | None) -> None:
    register, blanks = one.register, defaults(one.register.model)
    groups = groups_of(good, register)
    matcher = Matcher(register, stored_groups(register, groups), lambda id: reach is None or id in reach)
    for key, members in groups.items():
        matcher.match(key, members)
    if not matcher.matched:
        return
    known = {column.at for column in register.columns if column.kept and not column.derived}
    parser_of = {id(row): parsers[id(reading)] for reading in one.readings for row in reading.rows}
    unsaid = {id(parser): [at for at in parser.absent if at in known] for parser in parsers.values()}
    complete(
        matcher.matched,
        register,
        lambda row: unsaid[id(parser_of[id(row)])],
        lambda row: parser_of[id(row)].parse_row(row),
        blanks,
        one.context,
    )
    compare(matcher.matched, register)


def _check_owners(one: Plan, reach: frozenset[int] | None) -> None:
    """Every row of a register belongs to an organization, and to one that may be written here."""
    register = one.register
    if not register.owner:
        return
    heading = register.by_name[register.owner_column].heading
    for row in one.rows:
        if row.verdict is Verdict.REJECTED:
            continue
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
