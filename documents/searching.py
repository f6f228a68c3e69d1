"""Finding documents: by number in any bracket, by part of a title, by the initials of its words."""

from __future__ import annotations

import re
from functools import lru_cache

from django.db.models import Q
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from registers.values import search_key

# the width of Document.title_search
LONGEST = 500
_LETTERS = re.compile(r"[a-z]{2,}", re.IGNORECASE)
_NUMBER = re.compile(r"\d")
_WORDS = frozenset(word for word in PHRASES_DICT if len(word) == 2)
_FURNITURE = re.compile(r"[〔〕\[\]【】（）()﹝﹞［］第号]")


def initials(title: str) -> str:
    """The initials of a title, one letter for each character: 关于加强… gives gyjq….

    A character with several readings is read as in the two-character word that it stands in (银行: yh).
    """
    text = title[:LONGEST]
    pairs = [text[at : at + 2] for at in range(len(text))]
    found: list[str] = []
    skip = False
    for pair in pairs:
        if skip:
            skip = False
            continue
        skip = pair in _WORDS
        found.append(_letters(pair if skip else pair[0]))
    return "".join(found)[:LONGEST]


@lru_cache(maxsize=50_000)
def _letters(word: str) -> str:
    return "".join(lazy_pinyin(word, style=Style.FIRST_LETTER)).casefold()


def matching(text: str) -> Q:
    """What the words in the search box mean: a number, or a part of one, when they hold a digit or brackets
    and stand in some number's order; initials when they are letters only; else a part of a title.

    A title may hold digits too, so both are looked for where the words are no plain number.
    """
    words = text.strip()
    if not words:
        return Q()
    if _LETTERS.fullmatch(words):
        return Q(title_search__contains=words.casefold()) | Q(title__icontains=words)
    key = search_key(words)
    if _NUMBER.search(words) and _FURNITURE.search(words):
        return Q(number_search__contains=key)
    if _NUMBER.search(words):
        return Q(number_search__contains=key) | Q(title__icontains=words)
    return Q(title__icontains=words) | Q(number_search__startswith=key) if key else Q(title__icontains=words)
