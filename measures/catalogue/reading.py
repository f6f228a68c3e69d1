"""From the tables of a file to a RuleSet, with every problem on the way collected, none hidden by another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from measures.catalogue import fields
from measures.catalogue.entry import Entry
from measures.catalogue.problems import Problem
from measures.catalogue.registers import REGISTERS
from measures.catalogue.ruleset import Measure, MeasureKind, Obligation, Part, RuleSet
from measures.status import Force

NUMBERS = range(1, 31)
KEY = re.compile(r"([1-9][0-9]?)\.([1-9][0-9]?)")
SHORT, SHORT_EN = 4, 12
SOME_DAY = date(2019, 1, 1)


@dataclass
class Reading:
    """One rule set being read."""

    name: str
    problems: list[Problem] = field(default_factory=list)
    bases: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    parts: dict[int, Part] = field(default_factory=dict)
    holds_from: date = SOME_DAY

    def entry(self, where: str, table: object) -> Entry:
        return Entry(where, table, self.problems)


def rule_set(name: str, table: Mapping[str, Any]) -> tuple[RuleSet, tuple[Problem, ...]]:
    """What the tables say, and what is wrong with them; where anything is wrong the rule set must not be used."""
    reading = Reading(name)
    top = reading.entry(f"{name}.toml", table)
    title = top.words("title")
    reading.holds_from = top.day("holds_from", None) or _no_first_day(top)
    reading.bases = top.take("basis") or {}
    for part in top.entries("part"):
        _read_part(reading, part)
    measures = [_measure(reading, measure) for measure in top.entries("measure")]
    top.close()
    _check_complete(top, measures)
    ordered = tuple(sorted(measures, key=lambda measure: measure.number))
    parts = tuple(sorted(reading.parts.values(), key=lambda part: part.number))
    return RuleSet(name, title, parts, ordered), tuple(dict.fromkeys(reading.problems))


def _no_first_day(top: Entry) -> date:
    top.report(_("缺少“holds_from”。"), _("写明从哪天起施行：holds_from = 2019-01-01。"))
    return SOME_DAY


def _read_part(reading: Reading, table: Mapping[str, Any]) -> None:
    entry = reading.entry(_("第%(number)s部分") % {"number": table.get("number")}, table)
    part = Part(entry.whole("number"), entry.words("title"), entry.words("short"))
    reading.parts[part.number] = part
    entry.close()


def _check_complete(top: Entry, measures: list[Measure]) -> None:
    numbers = {measure.number for measure in measures}
    missing = [str(number) for number in NUMBERS if number not in numbers]
    if missing:
        top.report(
            _("30条措施不全，缺第%(numbers)s条。") % {"numbers": "、".join(missing)},
            _("为每条措施写一段 [[measure]]。"),
        )


def _measure(reading: Reading, table: Mapping[str, Any]) -> Measure:
    entry = reading.entry(_("第%(number)s条") % {"number": table.get("number")}, table)
    number, part = entry.whole("number"), entry.whole("part")
    if number not in NUMBERS:
        entry.report(_("措施编号应在1到30之间。"), _("写作 number = 4。"))
    if part not in reading.parts:
        entry.report(_("没有第%(part)s部分。") % {"part": part}, _("先写一段 [[part]]。"))
    title, short, summary = entry.words("title"), entry.words("short"), entry.words("summary")
    if len(short.zh) != SHORT or len(short.en) > SHORT_EN:
        entry.report(
            _("short 应为%(zh)s个字，short_en 至多%(en)s个字母。") % {"zh": SHORT, "en": SHORT_EN},
            _("这是矩阵表头，写不下更多。"),
        )
    kind = entry.choice("kind", MeasureKind) or MeasureKind.MATTER
    inherited = entry.take("basis")
    obligations = [_obligation(reading, number, inherited, one) for one in entry.entries("obligation")]
    entry.close()
    if not obligations:
        entry.report(_("没有一个事项。"), _("写至少一段 [[measure.obligation]]。"))
    ordered = tuple(sorted(obligations, key=_order))
    return Measure(number, reading.parts.get(part, Part(0, title, short)), title, short, summary, kind, ordered)


def _order(obligation: Obligation) -> int:
    match = KEY.fullmatch(obligation.key)
    return int(match[2]) if match else 0


def _obligation(reading: Reading, number: int, inherited: Any, table: Mapping[str, Any]) -> Obligation:
    key = str(table.get("key"))
    entry = reading.entry(key, {"basis": inherited, **table})
    entry.take("key")
    match = KEY.fullmatch(key)
    if match is None or int(match[1]) != number:
        entry.report(
            _("事项编号“%(key)s”不属于第%(number)s条措施。") % {"key": key, "number": number},
            _("写作 %(number)s.1、%(number)s.2……") % {"number": number},
        )
    feeds = entry.texts("feeds", REGISTERS)
    obligation = Obligation(
        key=key,
        measure=number,
        demand=entry.words("demand"),
        metric=fields.metric(entry, "metric"),
        out_of=fields.metric(entry, "out_of") if "out_of" in table else None,
        rule=fields.rule(entry),
        parameters=fields.parameters(entry),
        force=entry.choice("force", Force) or Force.MUST,
        who=fields.who(entry),
        lead_office=entry.flag("lead_office"),
        basis=fields.basis(entry, reading.bases),
        holds_from=entry.day("holds_from", reading.holds_from) or reading.holds_from,
        holds_until=entry.day("holds_until", None),
        feeds=feeds,
        awaits=fields.awaits(entry, feeds),
    )
    if obligation.holds_until is not None and obligation.holds_until < obligation.holds_from:
        entry.report(
            _("施行日期倒置：止于 %(day)s，早于起始日。") % {"day": obligation.holds_until}, _("改正起止日期。")
        )
    entry.close()
    return obligation
