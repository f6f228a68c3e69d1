"""报谁批: who has to approve a planned meeting, in turn (10.2, 12.1).

Classes one and two are decided by committee or government, three and four approved by the leader in charge of
the unit. Where heads of units below are called the principal approves as well, and is asked last: what the
leader refuses need not go further.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.kinds import MeetingClass


class Approver(models.TextChoices):
    BODY = "body", _("省委、省政府")
    LEADER = "leader", _("分管省领导")
    PRINCIPAL = "principal", _("主要领导")


BY_CLASS = {
    MeetingClass.ONE: Approver.BODY,
    MeetingClass.TWO: Approver.BODY,
    MeetingClass.THREE: Approver.LEADER,
    MeetingClass.FOUR: Approver.LEADER,
}
# the classes whose decision the office enters with its number and day
BY_BODY = tuple(category for category, approver in BY_CLASS.items() if approver is Approver.BODY)
BY_LEADER = tuple(category for category, approver in BY_CLASS.items() if approver is Approver.LEADER)


class Asked(Protocol):
    """What of a planned meeting decides its way; `heads_called` is None where nobody said."""

    category: int
    heads_called: bool | None


def approvers(planned: Asked) -> tuple[Approver, ...]:
    """Who has to approve, in turn; nobody while the class is not known: then nothing can be approved yet."""
    first = BY_CLASS.get(MeetingClass(planned.category))
    if first is None:
        return ()
    return (first, Approver.PRINCIPAL) if planned.heads_called else (first,)


def next_approver(planned: Asked, given: Collection[bool]) -> Approver | None:
    """Whose turn it is, after the approvals in `given` (False: the ordinary one, True: the principal's).

    None when nobody is left, or when the class is not known.
    """
    turns = approvers(planned)
    return next((one for one in turns if (one is Approver.PRINCIPAL) not in given), None)


def in_words(planned: Asked) -> str:
    """省委、省政府 / 分管省领导，另报主要领导; empty while the class is not known."""
    return str(_("，另报")).join(str(one.label) for one in approvers(planned))
