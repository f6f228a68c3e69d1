"""配套文件 and 依据文件: documents that carry out another one, and which (measure 4, 实施意见、实施细则)."""

import re
from dataclasses import dataclass

from documents.derive.words import core

_IMPLEMENTING = re.compile(
    r"实施(?:意见|细则|方案)(?:[（(][^（()）]*[）)])?》?(?:[（(][^（()）]*[）)])?(?:的通知|的意见|的决定)?$"
)
_QUOTED = r"《((?:[^《》]|《[^《》]*》)+)》"
_CARRIES_OUT = re.compile(rf"(?:贯彻|落实)(?:落实|执行|实施)?[^《》]{{0,40}}?{_QUOTED}")
_OF_QUOTED = re.compile(rf"{_QUOTED}的?实施(?:意见|细则|方案|办法)")
_NUMBER = re.compile(
    r"(?:贯彻|落实)(?:落实|执行|实施)?[^《》]*?"
    r"([\u4e00-\u9fff]{1,12}?)[〔\[［【（(﹝](\d{4})[〕\]］】）)﹞]第?0*(\d+)号"
)
_UNQUOTED = re.compile(
    r"(?:贯彻|落实)(?:落实|执行|实施)?(.{2,120}?(?:意见|通知|决定|规划|纲要|条例|办法|规定|方案|计划))的?"
    r"(?:精神)?的?实施(?:意见|细则|方案)"
)
# they tell or answer, they do not carry out
_OTHER_TYPES = frozenset({"报告", "请示", "批复", "函", "通报", "纪要", "议案"})


@dataclass(frozen=True, slots=True)
class Supporting:
    """Whether a document supports another, and that document's number or title as far as the title tells."""

    is_one: bool
    superior: str = ""


def supporting(title: str, doc_type: str) -> Supporting:
    """Told by 关于印发…实施意见/实施细则/实施方案的通知, by an 实施意见 itself and by 贯彻落实《…》的….

    Reports, requests and answers on carrying something out are no supporting documents.
    """
    if doc_type in _OTHER_TYPES:
        return Supporting(False)
    text = core(title)
    superior = _superior(text)
    implementing = _IMPLEMENTING.search(text) or _OF_QUOTED.search(text)
    return Supporting(bool(implementing or superior), superior)


def _superior(text: str) -> str:
    if number := _NUMBER.search(text):
        return f"{number[1]}〔{number[2]}〕{number[3]}号"
    if quoted := _CARRIES_OUT.search(text) or _OF_QUOTED.search(text):
        return f"《{quoted[1]}》"
    unquoted = _UNQUOTED.search(text)
    return unquoted[1] if unquoted else ""
