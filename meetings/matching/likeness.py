"""How alike two names of meetings are: Dice of their pairs of characters, without the words that every meeting has."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from fractions import Fraction

# what says where, in which year and in what manner is met, but not about what; the longer words first
STOCK = re.compile(
    r"\d{4}年度|\d{4}年|年度|全省性|全省|全市|全县|省级|关于|召开|举行"
    r"|电视电话会议|视频会议|电视电话会|视频会|电视电话|工作会议|现场推进会|现场会议|现场会|座谈会议|座谈会|推进会议|推进会|视频|现场"
    r"|工作例会|例会|大会|会议|工作|会$"
)
UNSPOKEN = re.compile(r"[\W_]+")


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
    total = pairs.total() + others.total()
    return Fraction(2 * (pairs & others).total(), total) if total else Fraction(0)


def _pairs(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1))
