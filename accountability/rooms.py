"""The three confidential registers as their pages and acts see them: model, steps, and what is entered by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accountability.importing import CASES, COMPLAINTS, TALKS
from accountability.models import Case, Complaint, Talk
from accountability.procedures import cases, complaints, talks
from accountability.procedures.step import Step
from registers.importing.register import Register


@dataclass(frozen=True)
class Room:
    """`name`: in addresses, templates and CircleMember; `circled`: whether a circle of those who know is kept.

    `entered`: attributes asked when one is entered by hand, the day of the first step among them.
    """

    name: str
    title: Any
    one: Any
    model: type[Any]
    register: Register
    steps: Sequence[Step]
    entered: tuple[str, ...]
    circled: bool
    day_of: Callable[[Any], date]
    # the attribute whose day ends what has to be done
    ends: str

    @property
    def routes(self) -> str:
        return f"accountability:{self.register.name}"

    @property
    def subject(self) -> str:
        return self.model._meta.label_lower

    def step(self, name: str) -> Step | None:
        return next((one for one in self.steps if one.name == name), None)


CASE = Room(
    "case",
    _("问责事项"),
    _("一件问责事项"),
    Case,
    CASES,
    cases.STEPS,
    ("number", "subject_kind", "level", "started_on"),
    True,
    lambda case: case.decided_on or case.started_on,
    "decided_on",
)
COMPLAINT = Room(
    "complaint",
    _("检举控告"),
    _("一件检举控告"),
    Complaint,
    COMPLAINTS,
    complaints.STEPS,
    ("number", "received_on", "named"),
    False,
    lambda complaint: complaint.received_on,
    "closed_on",
)
TALK = Room(
    "talk",
    _("谈话函询"),
    _("一次谈话函询"),
    Talk,
    TALKS,
    talks.STEPS,
    ("number", "sent_on"),
    True,
    lambda talk: talk.sent_on,
    "closed_on",
)
ROOMS = (CASE, COMPLAINT, TALK)
