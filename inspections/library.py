"""谁已经有: which shared results hold what somebody wants to ask the grassroots for.

Every department may look a shared result up; one whose 共享范围 names units is for those (and its own) only.
Chinese by likeness: the pairs of neighbouring characters that the wanted words and a name have in common.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Q

from inspections.merging.alike import core, likeness
from inspections.models import SharedResult
from organizations.models import Organization

# as likely as this, what is wanted is there already: asking all the same needs a reason
HOLDS = Fraction(3, 5)
# less alike is not worth showing
SHOWN = Fraction(1, 4)
MOST = 10
# pairs of the wanted words that are looked up; candidates that are compared
PAIRS, CANDIDATES = 24, 2000
# words of 共享范围 that leave nobody out
EVERYBODY = ("全省", "各", "所有", "全部", "省直", "公开", "不限")
# words of a form that say nothing about what it holds
STOCK = ("统计表", "报表", "报送", "汇总表", "明细表", "调查表", "登记表", "一览表", "清单", "数据", "表")


@dataclass(frozen=True)
class Hit:
    """`likeness` from 0 to 1; `holds`: as good as certain."""

    result: SharedResult
    likeness: Fraction

    @property
    def holds(self) -> bool:
        return self.likeness >= HOLDS


def who_holds(wanted: str, units: Collection[Organization], today: date) -> list[Hit]:
    """Results shared by `today` that one of the units may use, the likeliest first; at most ten. One query."""
    words = plain(wanted)
    if not words:
        return []
    found = []
    for result in _candidates(words, today):
        alike = how_alike(words, result.name)
        if alike >= SHOWN and any(may_use(result, unit) for unit in units):
            found.append(Hit(result, alike))
    found.sort(key=lambda hit: (-hit.likeness, -hit.result.day.toordinal(), hit.result.pk))
    return found[:MOST]


def how_alike(words: str, name: str) -> Fraction:
    """1 where the name holds the words as they are; else Dice, or nine tenths of the share of the words it holds."""
    other = plain(name)
    if words in other:
        return Fraction(1)
    pairs = set(_pairs(words))
    held = Fraction(sum(pair in other for pair in pairs), len(pairs)) if pairs else Fraction(0)
    return max(likeness(words, other), held * Fraction(9, 10))


def plain(text: str) -> str:
    """Without stock words, those of forms included; as written where nothing else is left."""
    left = core(text)
    for word in STOCK:
        left = left.replace(word, "")
    return left or core(text)


def may_use(result: SharedResult, unit: Organization) -> bool:
    scope = result.shared_with.strip()
    if not scope or result.organization_id == unit.pk or any(word in scope for word in EVERYBODY):
        return True
    return any(name and name in scope for name in (unit.name, unit.short_name))


def usable(result: int, units: Collection[Organization], today: date) -> bool:
    """Whether one of the units may use this result, and it is shared by the day."""
    found = SharedResult.objects.filter(pk=result, shared_on__isnull=False, shared_on__lte=today).first()
    return found is not None and any(may_use(found, unit) for unit in units)


def _candidates(words: str, today: date) -> Iterator[SharedResult]:
    """Shared results whose name has a pair of characters in common with the words, the newest first."""
    pairs = list(dict.fromkeys(_pairs(words)))[:PAIRS] or [words]
    common = Q()
    for pair in pairs:
        common |= Q(name__icontains=pair)
    shared = SharedResult.objects.filter(common, shared_on__isnull=False, shared_on__lte=today)
    return shared.select_related("organization").order_by("-day", "-pk")[:CANDIDATES].iterator(chunk_size=500)


def _pairs(text: str) -> Iterator[str]:
    return (text[at : at + 2] for at in range(len(text) - 1))
