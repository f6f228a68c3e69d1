"""政策性文件 and 传达贯彻报告: what measures 7 and 8 look at."""

import re

from documents.derive.words import core

_NEVER = frozenset({"批复", "函", "纪要", "议案", "公报", "报告", "请示", "通报"})
_RULES = re.compile(
    r"(?:意见|办法|规定|细则|措施|方案|政策|规则|制度|举措)(?:[（(][^（()）]*[）)])?》?(?:[（(][^（()）]*[）)])?的通知$"
)
_PERSONS = re.compile(r"任免|任职|免职|表彰|授予|奖励|追授|嘉奖|记功")
_CONVEYING = re.compile(r"传达|贯彻|学习")


def policy(title: str, doc_type: str) -> bool | None:
    """意见, 决定, 决议, and a 通知 that issues 意见, 办法, 规定, 细则, 措施, 方案, 政策, 规则 or 制度.

    Answers, reports, notices of praise and of appointments are none. What the title does not settle is
    None: plans, key points and plain notices may be either.
    """
    if doc_type in _NEVER or _PERSONS.search(title):
        return False
    if doc_type in ("意见", "决定", "决议"):
        return True
    return True if doc_type == "通知" and _RULES.search(core(title)) else None


def conveying_report(title: str, doc_type: str) -> bool:
    """A 报告 on how something was passed on, studied or carried out (传达、学习、贯彻)."""
    return doc_type == "报告" and bool(_CONVEYING.search(title))
