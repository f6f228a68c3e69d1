"""文种: the 15 types of official documents (《党政机关公文处理工作条例》, article 8)."""

import re

from documents.derive.words import core

TYPES = (
    "决议",
    "决定",
    "命令",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "函",
    "纪要",
)
_END = re.compile(rf"({'|'.join(TYPES)}|令)$")
_WITHIN = re.compile(rf"的({'|'.join(TYPES)})")


def document_type(title: str) -> str:
    """The type that the title ends with (令 is 命令), else the last one after 的; "" when it names none.

    规定, 办法, 方案 and the like are no types: they travel inside a 通知 or an order.
    """
    text = core(title)
    if end := _END.search(text):
        return "命令" if end[1] == "令" else end[1]
    within = _WITHIN.findall(text)
    return within[-1] if within else ""
