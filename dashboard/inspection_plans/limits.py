"""What the checks of a plan hold lines against, from the catalogue that judges its year."""

from __future__ import annotations

from typing import Any

from inspections.planning.checks import Limits
from measures.catalogue import NoRuleSet, rule_set_for
from measures.rules import Ceiling


def limits_for(year: int) -> Limits:
    """A year before the first rule set, or an obligation that a rule set does not have, takes the usual ones."""
    usual = Limits()
    return Limits(
        comprehensive=_ceiling(year, "14.3", usual.comprehensive),
        team=_parameter(year, "21.2", "team", usual.team),
        days=_parameter(year, "15.3", "days", usual.days),
    )


def _parameter(year: int, key: str, name: str, usual: int) -> int:
    try:
        found: Any = dict(rule_set_for(year).obligation(key).parameters).get(name, usual)
    except (NoRuleSet, KeyError):
        return usual
    return int(found)


def _ceiling(year: int, key: str, usual: int) -> int:
    try:
        rule = rule_set_for(year).obligation(key).rule
    except (NoRuleSet, KeyError):
        return usual
    return int(rule.limit) if isinstance(rule, Ceiling) else usual
