"""What a rule set says: parts, measures and obligations, in order, in two languages, with basis and rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from measures.rules import Reduction, Rule
from measures.status import Force

# what goes to a metric: names with texts, numbers, truth values, or tuples of them; hashable
Parameters = tuple[tuple[str, object], ...]

# who is bound (obligations.md) and the kind of organization that the letter means; townships are bound by nothing
KINDS = {"leading": "P", "department": "D", "city": "C", "county": "X", "discipline": "J"}
LETTERS = "".join(KINDS.values())


def letter_for(kind: str) -> str | None:
    """P, D, C, X or J for a kind of organization; None for townships, which no obligation binds."""
    return KINDS.get(kind)


class MeasureKind(TextChoices):
    """How a measure is looked at (DESIGN.md, principle 9); no score is invented for a matter."""

    INDICATOR = "indicator", _("指标型")
    RULE = "rule", _("规则型")
    MATTER = "matter", _("事项型")


class Level(TextChoices):
    """Who issued a basis."""

    CENTRAL = "central", _("中央")
    PROVINCE = "province", _("省")


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the catalogue in Chinese and English; `str` gives those of the language in use."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "").startswith("en") else self.zh


@dataclass(frozen=True, slots=True)
class Basis:
    """A document that demands something, and where it does so. `issued` is as exact as it is known (2019-03)."""

    document: str
    title: str
    issuer: str
    level: Level
    issued: str
    article: str

    def __str__(self) -> str:
        return f"《{self.title}》{self.article}"


@dataclass(frozen=True, slots=True)
class Obligation:
    """One checkable demand, e.g. 4.1.

    `metric`, `out_of` and what `rule` names are metrics of the registry; `parameters` go to all of them that know the
    keyword (`parameters_for`). `feeds`: the registers whose changes change the figure. `awaits`: the register that
    the metric still waits for; such an obligation has no data, whatever else is known. `lead_office`: of those
    bound, only the office that leads the work. The days from `holds_from` to `holds_until` are both included.
    """

    key: str
    measure: int
    demand: Text
    metric: str
    out_of: str | None
    rule: Rule
    parameters: Parameters
    force: Force
    who: str
    lead_office: bool
    basis: tuple[Basis, ...]
    holds_from: date
    holds_until: date | None
    feeds: tuple[str, ...]
    awaits: str | None

    @property
    def committed(self) -> str | None:
        """The metric of what is approved and still to come."""
        return self.rule.committed if isinstance(self.rule, Reduction) else None

    @property
    def baseline_metric(self) -> str | None:
        """The metric of the same year that is the baseline, where it is no earlier year's figure."""
        return self.rule.baseline_metric if isinstance(self.rule, Reduction) else None

    @property
    def metrics(self) -> tuple[str, ...]:
        """Every metric that the obligation names, the counted one first."""
        names = (self.metric, self.out_of, self.committed, self.baseline_metric)
        return tuple(name for name in names if name)

    def parameters_for(self, known: Iterable[str]) -> Parameters:
        """The parameters among those that a metric knows (`Metric.parameters`)."""
        names = set(known)
        return tuple((name, value) for name, value in self.parameters if name in names)

    def binds(self, letter: str | None) -> bool:
        return letter is not None and letter in self.who

    def holds_on(self, day: date) -> bool:
        return self.holds_from <= day and (self.holds_until is None or day <= self.holds_until)

    def __str__(self) -> str:
        return f"{self.key} {self.demand}"


@dataclass(frozen=True, slots=True)
class Part:
    """One of the seven headings."""

    number: int
    title: Text
    short: Text


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the 30. `short` has four characters, for the head of the matrix; `summary` is in our words."""

    number: int
    part: Part
    title: Text
    short: Text
    summary: Text
    kind: MeasureKind
    obligations: tuple[Obligation, ...]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


@dataclass(frozen=True)
class RuleSet:
    """The 30 measures as one file says them; measures and obligations in the catalogue's order."""

    name: str
    title: Text
    parts: tuple[Part, ...]
    measures: tuple[Measure, ...]

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        return tuple(obligation for measure in self.measures for obligation in measure.obligations)

    @cached_property
    def _by_key(self) -> dict[str, Obligation]:
        return {obligation.key: obligation for obligation in self.obligations}

    @cached_property
    def _by_number(self) -> dict[int, Measure]:
        return {measure.number: measure for measure in self.measures}

    def obligation(self, key: str) -> Obligation:
        """Raises KeyError for a key that the rule set does not have."""
        return self._by_key[key]

    def measure(self, number: int) -> Measure:
        """Raises KeyError for a number that is none of the 30."""
        return self._by_number[number]

    def for_kind(self, kind: str) -> tuple[Obligation, ...]:
        """The obligations that bind organizations of the kind; none for townships."""
        letter = letter_for(kind)
        return tuple(obligation for obligation in self.obligations if obligation.binds(letter))

    def fed_by(self, register: str) -> tuple[Obligation, ...]:
        """The obligations whose figure changes when the register does."""
        return tuple(obligation for obligation in self.obligations if register in obligation.feeds)
