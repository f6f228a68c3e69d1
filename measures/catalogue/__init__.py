"""The catalogue: rule sets are files (`*.toml`), no table mirrors them.

A rule set holds the 30 measures and every obligation. `2020` and `2024` extend `2019`. A change of a file
takes effect when the process starts again; `manage.py check` says what is wrong with it (measures.checks).
"""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from measures.catalogue.files import FOLDER, names, whole
from measures.catalogue.problems import CatalogueError, Problem
from measures.catalogue.reading import rule_set
from measures.catalogue.registers import REGISTERS
from measures.catalogue.ruleset import (
    KINDS,
    Basis,
    Level,
    Measure,
    MeasureKind,
    Obligation,
    Parameters,
    Part,
    RuleSet,
    Text,
    letter_for,
)

__all__ = [
    "FOLDER",
    "KINDS",
    "REGISTERS",
    "Basis",
    "CatalogueError",
    "Level",
    "Measure",
    "MeasureKind",
    "NoRuleSet",
    "Obligation",
    "Parameters",
    "Part",
    "Problem",
    "RuleSet",
    "Text",
    "letter_for",
    "load",
    "names",
    "rule_set_for",
]


class NoRuleSet(LookupError):
    """No rule set holds in a year; the message says from which year on there is one."""


@cache
def load(name: str, folder: Path = FOLDER) -> RuleSet:
    """The rule set of that name, read once. Raises CatalogueError with every problem when it cannot be used."""
    found, problems = rule_set(name, whole(name, folder))
    if problems:
        raise CatalogueError(problems)
    return found


def rule_set_for(year: int) -> RuleSet:
    """The rule set that judges a year: that of the latest year in RULE_SETS not after it. Raises NoRuleSet before."""
    years = [first for first in settings.RULE_SETS if first <= year]
    if not years:
        first = min(settings.RULE_SETS)
        raise NoRuleSet(_("%(year)s年没有适用的规则集，最早的从%(first)s年起。") % {"year": year, "first": first})
    return load(settings.RULE_SETS[max(years)])
