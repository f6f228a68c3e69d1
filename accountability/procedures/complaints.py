"""The course of a complaint (measure 24; 纪检监察机关处理检举控告工作规则, 2020)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accountability.models import Clarification, Outcome
from accountability.procedures.step import Choice, Step, list_of, of_choices

YES, NO = "yes", "no"


def named(complaint: Any) -> bool:
    return complaint.named is not False


def untrue(complaint: Any) -> bool:
    return complaint.outcome == Outcome.UNTRUE


def to_clear(complaint: Any) -> bool:
    return untrue(complaint) and complaint.needs_clarification is True


def false(complaint: Any) -> bool:
    return complaint.false_accusation is True


def outcome(complaint: Any) -> list[Choice]:
    return [of_choices("outcome", _("结果"), Outcome.choices)]


def yes_no(name: str, title: Any, yes: Any, no: Any) -> Any:
    choice = Choice(name, title, {YES: {name: True}, NO: {name: False}}, {YES: yes, NO: no})
    return lambda complaint: [choice]


def clearing(complaint: Any) -> list[Choice]:
    return [list_of("clarified_by", _("澄清方式，可以多选；须有书面"), Clarification.choices)]


def in_writing(values: Mapping[str, Any]) -> str:
    if Clarification.WRITTEN in values["clarified_by"]:
        return ""
    return _now("当面、会议、通报澄清的，同时要有书面澄清；请选上“书面”。")


STEPS = (
    Step("received", _("收到"), _("登记编号，不登记检举控告人和内容"), "received_on"),
    Step(
        "notice",
        _("受理告知"),
        _("实名的，15个工作日内告知受理情况"),
        "notified_on",
        applies=named,
        after=("received_on",),
    ),
    Step(
        "closing",
        _("办结"),
        _("无法查实不等于失实"),
        "closed_on",
        choices=outcome,
        after=("received_on",),
        before=("result_told_on", "clarified_on"),
        writes=("outcome",),
    ),
    Step(
        "result",
        _("结果反馈"),
        _("实名的，办结后15个工作日内反馈"),
        "result_told_on",
        applies=named,
        after=("closed_on",),
    ),
    Step(
        "harm",
        _("是否需要澄清"),
        _("失实且造成影响的，需要澄清"),
        applies=untrue,
        choices=yes_no("needs_clarification", _("需澄清"), _("造成影响，需要澄清"), _("没有造成影响")),
        done=lambda complaint: complaint.needs_clarification is not None,
        writes=("needs_clarification",),
    ),
    Step(
        "clearing",
        _("澄清"),
        _("当面、会议、通报澄清的，同时要有书面"),
        "clarified_on",
        applies=to_clear,
        choices=clearing,
        after=("closed_on",),
        writes=("clarified_by",),
        check=in_writing,
    ),
    Step(
        "accusation",
        _("诬告认定"),
        _("捏造事实、意图陷害的是诬告；错告不是"),
        applies=untrue,
        choices=yes_no("false_accusation", _("诬告认定"), _("认定诬告陷害"), _("不是诬告")),
        done=lambda complaint: complaint.false_accusation is not None,
        writes=("false_accusation",),
    ),
    Step(
        "handled",
        _("诬告处理"),
        _("认定诬告陷害的，依规依纪依法处理"),
        "accusation_handled_on",
        applies=false,
        after=("received_on",),
    ),
)
