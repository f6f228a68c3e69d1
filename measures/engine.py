"""The engine: facts from the registers, judged by the catalogue's rules, kept as standings and flags.

    judge(2019, date(2019, 10, 15))             the whole province
    judge(2019, date(2019, 10, 15), {7, 12})    two organizations and those who inherit their figures

Judging twice as of the same day changes nothing. Runs of one year follow each other: each holds the year's
lock from its first look at the registers to its last write, so a late run never writes old figures over new.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction

from measures.catalogue import Obligation, RuleSet, rule_set_for
from measures.figures import Book, gather
from measures.flagging import keep_flags
from measures.people import People, people
from measures.rules import judge as apply_rule
from measures.sealed import seal_of_year, sealed_rows
from measures.standings import Row, keep_standings, lock_year, row

Chosen = Collection[int] | None


def judge(
    year: int, as_of: date, organizations: Chosen = None, obligations: Collection[str] | None = None
) -> list[Row]:
    """Judges and keeps; returns the standings in administrative and catalogue order.

    `organizations`: ids (None: all); who inherits their figures is judged with them. `obligations`: keys. Raises
    ValueError when `as_of` is not a day of `year`. A sealed year answers with what was sealed, whatever the day.
    """
    with transaction.atomic():
        version = lock_year(year)
        sealed = seal_of_year(year)
        if sealed is not None:
            return sealed_rows(sealed, organizations, obligations)
        rows, judged = weigh(year, as_of, organizations, obligations)
        changed = keep_standings(year, rows, judged, obligations)
        keep_flags(year, as_of, rows, judged, obligations)
        if changed:
            version.move(as_of)
    return rows


def weigh(
    year: int, as_of: date, organizations: Chosen = None, obligations: Collection[str] | None = None
) -> tuple[list[Row], frozenset[int] | None]:
    """Judges without keeping anything; also returns whose standings these are (None: everybody's)."""
    if as_of.year != year:
        raise ValueError(f"{as_of} is not a day of {year}")
    rules = rule_set_for(year)
    chosen = [
        one for one in rules.obligations if one.holds_on(as_of) and (obligations is None or one.key in obligations)
    ]
    who = people(as_of)
    judged = None if organizations is None else who.heirs(organizations)
    book = gather(chosen, year, as_of, who, None if judged is None else who.closure(judged))
    return list(_rows(rules, chosen, book, who, judged)), judged


def _rows(
    rules: RuleSet, chosen: Iterable[Obligation], book: Book, who: People, judged: frozenset[int] | None
) -> Iterable[Row]:
    bound: dict[str, list[Obligation]] = {}
    for organization, kind in who.kinds.items():
        if judged is not None and organization not in judged:
            continue
        if kind not in bound:
            mine = {one.key for one in rules.for_kind(kind)}
            bound[kind] = [one for one in chosen if one.key in mine]
        for obligation in bound[kind]:
            if obligation.lead_office and not who.leads(organization):
                continue
            facts = book.facts(obligation, organization)
            judgement = apply_rule(obligation.rule, facts)
            yield row(
                obligation.key, organization, facts, judgement, book.data_through(obligation, organization), rules.name
            )
