"""The limits of measures 23 to 25, in one place: how long, counted how, by which source, and when to remind.

The metrics judge by the same figures unless the rule set of a year says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

# working days before a limit ends when the organ is reminded of it
REMIND_BEFORE = 3

WORKING_DAYS, DAYS, MONTHS = "working_days", "days", "months"
IN_WORDS = {
    WORKING_DAYS: _("%(amount)s个工作日"),
    DAYS: _("%(amount)s日"),
    MONTHS: _("%(amount)s个月"),
}


@dataclass(frozen=True)
class Limit:
    """`amount` of `unit` after the day on which it begins; the day itself does not count."""

    key: str
    title: Any
    amount: int
    unit: str
    obligation: str
    source: Any

    @property
    def in_words(self) -> str:
        return str(IN_WORDS[self.unit]) % {"amount": self.amount}


NOTICE = Limit(
    "notice",
    _("受理告知"),
    15,
    WORKING_DAYS,
    "24.1",
    _("《纪检监察机关处理检举控告工作规则》（2020年）：实名检举控告自收到之日起15个工作日内告知受理情况"),
)
RESULT = Limit(
    "result",
    _("结果反馈"),
    15,
    WORKING_DAYS,
    "24.1",
    _("《纪检监察机关处理检举控告工作规则》（2020年）：自办结之日起15个工作日内反馈处理结果"),
)
CLEARING = Limit(
    "clearing",
    _("失实澄清"),
    30,
    DAYS,
    "24.2",
    _(
        "全国没有统一时限，本系统取30日，可按本地规定调整；澄清须有书面形式（关于做好失实检举控告澄清工作的意见，2020年）"
    ),
)
REPLY = Limit(
    "reply",
    _("函询回复"),
    15,
    WORKING_DAYS,
    "25.2",
    _("谈话函询通行做法：收到函件后15个工作日内书面回复，主要负责人签字背书"),
)
CLOSING = Limit("closing", _("函询办结"), 1, MONTHS, "25.2", _("谈话函询通行做法：收到回复后1个月内办结"))
REVIEW = Limit(
    "review",
    _("期满评估"),
    30,
    DAYS,
    "23.2",
    _("第23条：影响期满、表现好的要正常使用；期满后30日内评估，本系统参数，可按本地规定调整"),
)
LIMITS = (NOTICE, RESULT, CLEARING, REPLY, CLOSING, REVIEW)
BY_KEY = {limit.key: limit for limit in LIMITS}
