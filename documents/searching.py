"""Finding documents: by number in any bracket, by part of a title, by the initials of its words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet
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


def matching(text: str, among: QuerySet[Any], *, initialled: bool = True) -> Q:
    """What the words in the search box mean, looked for `among` these rows; not all registers keep initials.

    Letters only are initials (and words of the title); a digit beside brackets, 第 or 号 is a number in any
    bracket; other words with a digit are a number or a part of a title; the rest is a part of a title, or the
    beginning of a number (冀政办).
    """
    words = text.strip()
    if not words:
        return Q()
    title = Q(title__icontains=words)
    if _LETTERS.fullmatch(words):
        return title | Q(title_search__contains=words.casefold()) if initialled else title
    key = search_key(words)
    if not key:
        return title
    if _NUMBER.search(words) and _FURNITURE.search(words):
        return _number(key, among)
    if _NUMBER.search(words):
        return Q(number_search__contains=key) | title
    return title | Q(number_search__startswith=key)


def _number(key: str, among: QuerySet[Any]) -> Q:
    """The beginning of a number where there is one, which an index answers; else a part of it (〔2019〕12号)."""
    beginning = Q(number_search__startswith=key)
    if among.filter(beginning).order_by().exists():
        return beginning
    return Q(number_search__contains=key)
