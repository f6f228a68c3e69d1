"""The course of a talk or letter of inquiry (measure 25)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accountability.models import TalkOutcome
from accountability.procedures.step import Choice, Step, of_choices


def planning(talk: Any) -> list[Choice]:
    labels = {"yes": _("有一人一策方案")}
    return [Choice("own_plan", _("一人一策方案"), {"yes": {"own_plan": True}}, labels)]


def outcome(talk: Any) -> list[Choice]:
    return [of_choices("outcome", _("结论"), TalkOutcome.choices)]


STEPS = (
    Step("sent", _("发函"), _("登记编号，不登记姓名和问题"), "sent_on"),
    Step(
        "plan",
        _("一人一策方案"),
        _("一人一策，经批准"),
        choices=planning,
        done=lambda talk: talk.own_plan is True,
        writes=("own_plan",),
    ),
    Step(
        "reply",
        _("回复"),
        _("15个工作日内书面回复，主要负责人签字背书"),
        "replied_on",
        after=("sent_on",),
        before=("closed_on",),
    ),
    Step(
        "closing",
        _("办结"),
        _("收到回复后1个月内办结"),
        "closed_on",
        choices=outcome,
        after=("sent_on", "replied_on"),
        writes=("outcome",),
    ),
)
