"""Text of a cell: made clean for keeping, or folded for reading a value out of it."""

import re
import unicodedata
from datetime import date, datetime

from django.utils.translation import gettext as _

from registers.values.bad import BadValue

# control characters except those that are white space, and everything that takes no room on the page
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff]"
)
SPACE = re.compile(r"\s+")
# white space between two characters of Chinese writing comes from line breaks and justified printing
BETWEEN_CHINESE = re.compile(
    "(?<=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])\\s+(?=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])"
)
BLANKS = frozenset(
    {"", "-", "--", "---", "—", "——", "–", "/", "//", "\\", "无", "空", "N/A", "n/a", "#N/A", "NULL", "null"}
)


def visible(cell: object) -> str:
    """The cell's text without what nobody sees; white space as found."""
    return UNSEEN.sub("", written(cell))


def written(cell: object) -> str:
    """The cell as a person would type it: 12 rather than 12.0, 2019-03-05 for a day at midnight."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        midnight = not (cell.hour or cell.minute or cell.second)
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def folded(cell: object) -> str:
    """For reading: half-width letters, digits and marks (NFKC), nothing unseen, single spaces, none at the ends."""
    return SPACE.sub(" ", unicodedata.normalize("NFKC", visible(cell))).strip()


def condensed(cell: object) -> str:
    """For reading: folded, and without any white space."""
    return SPACE.sub("", unicodedata.normalize("NFKC", visible(cell)))


def is_blank(cell: object) -> bool:
    """Nothing, white space, or one of the marks that offices put into a cell instead of nothing: — / 无."""
    return cell is None or (isinstance(cell, str) and folded(cell) in BLANKS)


def text(cell: object, *, longest: int | None = None) -> str | None:
    """Text for keeping: punctuation untouched, no control or zero-width characters, no spaces inside Chinese.

    A leading apostrophe that a sheet program left over is removed. `longest`: characters; more is a BadValue.
    """
    kept = SPACE.sub(" ", BETWEEN_CHINESE.sub("", visible(cell))).strip()
    if kept.startswith("'") and kept.count("'") == 1:
        kept = kept[1:].lstrip()
    if longest is not None and len(kept) > longest:
        raise BadValue(
            _("文字有 %(length)s 个字，超过 %(limit)s 个字的上限；请缩短。") % {"length": len(kept), "limit": longest}
        )
    return kept or None
