"""The name of an item without what only says when and how it was written."""

import re
import unicodedata

_YEAR = re.compile(r"(?:19|20)\d{2}年?度?")
_UNSPOKEN = re.compile(r"[\W_]+")
# the width of Visit.item_key
LONGEST = 300


def item_key(name: str) -> str:
    """What two names of one item have in common: width, spaces, punctuation, book marks and the year aside."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return (_UNSPOKEN.sub("", _YEAR.sub("", plain)) or _UNSPOKEN.sub("", plain) or plain)[:LONGEST]


def number_key(number: str) -> str:
    """A filing number whatever its brackets, zeros and spaces: 督检[2019]12 and 督检〔2019〕012号 are one."""
    plain = unicodedata.normalize("NFKC", number).casefold()
    parts = _UNSPOKEN.sub(" ", plain.removesuffix("号").replace("第", " ")).split()
    return " ".join(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)
