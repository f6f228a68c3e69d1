"""Cells of registers 14 to 16: a number that is no sentence, and lists of choices."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Choices
from django.utils.translation import gettext as _

from organizations.models import Level
from registers import values
from registers.importing import parsers
from registers.importing.context import Context
from registers.importing.row import Cell, Values
from registers.values import BadValue

LONGEST_NUMBER = 40
# what a number is made of: a series in a few characters, brackets, digits
_NUMBER = re.compile(r"[\w〔〕\[\]()（）.\-—/·第号]+")
_MOST_WORDS = 12
_BETWEEN = re.compile(r"[、，,;；/+和及 \n]+")

level = parsers.choice(
    Level,
    {
        "省管": Level.PROVINCE,
        "省级": Level.PROVINCE,
        "市管": Level.CITY,
        "市级": Level.CITY,
        "县管": Level.COUNTY,
        "县级": Level.COUNTY,
        "乡科": Level.TOWNSHIP,
        "乡镇级": Level.TOWNSHIP,
        "村级": Level.VILLAGE,
    },
)


def number(cell: Cell, context: Context) -> str | None:
    """A number with at least one digit and few words, so that no name and no allegation hides in it."""
    text = values.text(cell)
    if text is None:
        return None
    plain = text.replace(" ", "")
    words = sum("\u4e00" <= character <= "\u9fff" for character in plain)
    if (
        len(plain) > LONGEST_NUMBER
        or words > _MOST_WORDS
        or not _NUMBER.fullmatch(plain)
        or not re.search(r"\d", plain)
    ):
        raise BadValue(_("这一格不像编号。只填编号（如“2019-012”），不要写姓名和案情。"))
    return plain


def several(choices: type[Choices], synonyms: Mapping[str, Any] | None = None) -> Callable[[Cell, Context], Any]:
    """Any number of the choices, between them 、 or a comma; in the order of the choices, each once."""
    one = parsers.choice(choices, synonyms)

    def parse(cell: Cell, context: Context) -> list[Any] | None:
        text = values.text(cell)
        if text is None:
            return None
        found = {one(part, context) for part in _BETWEEN.split(text) if part}
        return [value for value in choices.values if value in found] or None

    return parse


def key(values: Values) -> str:
    """Organ and number, as a digest: the key stands in the change history, which others read."""
    text = f"{values['owner_code']}|{values['number']}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def known(model: type[Any]) -> Callable[[Any, Sequence[int]], frozenset[int]]:
    """Those records of a register that a person may open: inside the circle, where one is named."""

    def those(user: Any, pks: Sequence[int]) -> frozenset[int]:
        return frozenset(model.objects.known_to(user).filter(pk__in=pks).values_list("pk", flat=True))

    return those
