"""Emergencies: called first and entered afterwards, never without who approved them (9.2, 9.3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.actions.held import enter
from meetings.actions.refused import Refused
from meetings.actions.trace import Trace
from meetings.models import Meeting
from organizations.models import User


@transaction.atomic
def enter_emergency(*, fields: Mapping[str, Any], approver: str, reason: str, by: User, today: date) -> Meeting:
    """A meeting that was held as an emergency, with its approver and the reason; it stands in the list of exceptions.

    `fields`: as of meetings.actions.held.enter. Raises Refused with a sentence.
    """
    approver, reason = approver.strip()[:100], reason.strip()[:500]
    if not approver:
        raise Refused(_("应急会议要写明由谁批准；没有批准人的，按计划外会议统计。"), "approver")
    if not reason:
        raise Refused(_("请写一句应急的事由。"), "reason")
    made = enter(fields={**fields, "emergency": True, "emergency_approver": approver}, covers=None, by=by, today=today)
    trace = Trace(by, "page")
    trace.change(made, "excused", reason, exception_reason=reason)
    trace.leave()
    return made
