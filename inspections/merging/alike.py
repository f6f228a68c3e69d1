"""Which two items are alike: kind, objects, names, and a county in common within some days (measure 15)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache

from inspections.merging.problem import Item, Limits, Problem

# what says where, in which year and in what manner is looked at, but not at what; the longer words first
STOCK = re.compile(
    r"\d{4}年度|\d{4}年|年度|上半年|下半年|第?[一二三四]季度|全省性|全省|全市|全县|省级|关于|开展|落实情况|进展情况|工作情况|情况"
    r"|督促检查|督查检查考核|督导检查|监督检查|专项督查|专项检查|专项考核|专项调研|联合检查|综合督查|综合检查|综合考核"
    r"|目标责任考核|目标考核|年度考核|考核评价|考核评估|督查|督导|检查|考核|调研|抽查|巡查|评估|专项|综合|行动|工作|的"
)
UNSPOKEN = re.compile(r"[\W_]+")


@lru_cache(maxsize=20_000)
def core(name: str) -> str:
    """The name without width, spaces, punctuation and stock words; where nothing else is left, with them."""
    plain = UNSPOKEN.sub("", unicodedata.normalize("NFKC", name)).casefold()
    return STOCK.sub("", plain) or plain


def likeness(one: str, other: str) -> Fraction:
    """0 (nothing in common) to 1 (the same name, stock words aside).

    Twice the pairs of neighbouring characters that both have, by all pairs of both (Dice, pairs counted as
    often as they stand). A core of a single character is alike only to itself.
    """
    first, second = core(one), core(other)
    if not first or not second:
        return Fraction(0)
    if first == second:
        return Fraction(1)
    pairs, others = _pairs(first), _pairs(second)
    total = len(pairs) + len(others)
    return Fraction(2 * len(pairs & others), total) if total else Fraction(0)


def days_apart(first: date, last: date, other_first: date, other_last: date) -> int:
    """Days between two spans, 0 where they touch the same day."""
    return max((other_first - last).days, (first - other_last).days, 0)


def alike(one: Item, other: Item, limits: Limits) -> bool:
    return (
        one.department != other.department
        and one.kind == other.kind
        and one.objects == other.objects
        and not one.counties.isdisjoint(other.counties)
        and days_apart(one.first, one.last, other.first, other.last) <= limits.within
        and likeness(one.name, other.name) >= limits.likeness
    )


def neighbours(problem: Problem) -> list[set[int]]:
    """For each item the places among the items of those that it may be joined with."""
    items, limits = problem.items, problem.limits
    found: list[set[int]] = [set() for _ in items]
    for places in _together(items):
        for at, one in enumerate(places):
            for other in places[at + 1 :]:
                if (items[other].first - items[one].last).days > limits.within:
                    break  # ordered by first day: all that follow begin later still
                if alike(items[one], items[other], limits) and not _kept_apart(items[one], items[other], problem):
                    found[one].add(other)
                    found[other].add(one)
    return found


def _kept_apart(one: Item, other: Item, problem: Problem) -> bool:
    return (min(one.pk, other.pk), max(one.pk, other.pk)) in problem.apart


def _together(items: Sequence[Item]) -> Iterable[list[int]]:
    """Places of items of the same kind and objects, by their first day."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, item in enumerate(items):
        groups[item.kind, item.objects].append(at)
    return [sorted(places, key=lambda at: (items[at].first, at)) for places in groups.values()]


@lru_cache(maxsize=20_000)
def _pairs(text: str) -> frozenset[tuple[str, int]]:
    """The pairs of neighbouring characters, each with how often it stood before: a set that counts."""
    seen: Counter[str] = Counter()
    found = []
    for at in range(len(text) - 1):
        pair = text[at : at + 2]
        found.append((pair, seen[pair]))
        seen[pair] += 1
    return frozenset(found)
