"""Yes or no, and one of several."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import TypeVar

from django.utils.translation import gettext as _

from registers.values.bad import BadValue, shown
from registers.values.text import condensed, is_blank

Value = TypeVar("Value")

YES = frozenset(
    [
        "是",
        "√",
        "✓",
        "✔",
        "☑",
        "有",
        "1",
        "y",
        "yes",
        "true",
        "t",
        "对",
        "已",
        "需",
        "需要",
        "要",
        "属于",
        "是的",
        "on",
        "v",
        "∨",
    ]
)
NO = frozenset(
    [
        "否",
        "×",
        "✗",
        "✘",
        "✕",
        "☒",
        "x",
        "无",
        "0",
        "n",
        "no",
        "false",
        "f",
        "不",
        "没有",
        "未",
        "不需要",
        "不要",
        "不是",
        "不属于",
        "off",
        "╳",
    ]
)
UNTICKED = frozenset(["□", "☐", "○", "〇"])


def yes_no(cell: object) -> bool | None:
    """True, False, or None for no answer. 无 is an answer here: no; an empty box is none."""
    if isinstance(cell, bool):
        return cell
    answer = condensed(cell).lower()
    if isinstance(cell, float) and cell in (0, 1):
        answer = str(int(cell))
    if answer in YES:
        return True
    if answer in NO:
        return False
    if is_blank(cell) or answer in UNTICKED:
        return None
    raise BadValue(_("“%(value)s”看不出是或否；请填写“是”或“否”。") % {"value": shown(cell)})


def choice(cell: object, labels: Mapping[str, Value], synonyms: Mapping[str, Value] | None = None) -> Value | None:
    """The value whose label (or synonym) the cell is, spaces and full-width forms aside; None for blank.

    `labels` are listed in the message when none fits, `synonyms` are only understood. 无 may be a label.
    """
    synonyms = synonyms or {}
    if isinstance(cell, str) and cell in labels:
        return labels[cell]
    answer = condensed(cell).lower()
    for table in (labels, synonyms):
        for label, value in table.items():
            if condensed(label).lower() == answer:
                return value
    if is_blank(cell):
        return None
    raise BadValue(no_such_choice(cell, labels))


def no_such_choice(cell: object, labels: Mapping[str, object]) -> str:
    """What may be written instead, and what was probably meant."""
    known = [str(label) for label in labels]
    figures = {"value": shown(cell), "labels": "、".join(known)}
    close = get_close_matches(condensed(cell), known, n=1, cutoff=0.5)
    if close:
        message = _("“%(value)s”不在可选范围内，是否应为“%(close)s”？可以填写：%(labels)s。")
        return message % {**figures, "close": close[0]}
    return _("“%(value)s”不在可选范围内；可以填写：%(labels)s。") % figures
