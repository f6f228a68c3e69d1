"""What was approved and is changed: the approval ends, the old line stays beside the new one; or it is cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.actions.lines import LINE, changed, held_line, must_be_editable, reopened, tell
from meetings.actions.plan_lines import made_line
from meetings.actions.refused import Refused
from meetings.models import Decision, LineState, PlannedMeeting
from organizations.models import User
from registers import history

# what a new line takes over from the one that it replaces, where the form does not say it
KEPT = ("counted", "outside_plan", "reaches_all", "carried_from_id", "carried_from_meeting_id", "position")


@transaction.atomic
def amend_line(*, line: int, version: int, values: Mapping[str, Any], by: User, now: datetime) -> PlannedMeeting:
    """Ends the approval at once and drafts the changed meeting, which goes the same way again."""
    old = _approved(line, version, by)
    reopened(old.plan, by)
    ended = changed(old, {"state": LineState.REPLACED})
    Decision.objects.filter(planned=old, revoked_at=None, ended_at=None).update(ended_at=now)
    kept = {name: getattr(old, name) for name in KEPT}
    new = made_line(old.plan, values, by, replaces=old, **kept)
    new.reaches.set(old.reaches.all())
    tell(old.plan)
    said = history.difference(
        {name: getattr(old, name) for name in values}, dict(values), [name for name in values if name != "given"]
    )
    history.write(
        [
            history.Line("replaced", LINE, old.key, old.organization_id, ended),
            history.Line("amended", LINE, new.key, new.organization_id, said),
        ],
        actor=by,
        path="page",
    )
    return new


@transaction.atomic
def cancel_line(*, line: int, version: int, reason: str, by: User) -> PlannedMeeting:
    """An approved meeting that will not be held: its place under the ceiling is free."""
    reason = reason.strip()[:300]
    if not reason:
        raise Refused(_("请写一句取消的理由。"), "reason")
    old = _approved(line, version, by)
    ended = changed(old, {"state": LineState.CANCELLED})
    joined = list(old.joined.exclude(state=LineState.WITHDRAWN))
    written = [history.Line("cancelled", LINE, old.key, old.organization_id, ended, reason)]
    for one in joined:
        loose = changed(one, {"joined_to_id": None})
        written.append(history.Line("changed", LINE, one.key, one.organization_id, loose, reason))
    tell(old.plan)
    history.write(written, actor=by, path="page")
    return PlannedMeeting.objects.get(pk=line)


def _approved(line: int, version: int, by: User) -> PlannedMeeting:
    held = held_line(line, version, by)
    must_be_editable(held.plan)
    if held.state != LineState.APPROVED:
        raise Refused(
            _("只有已批准、还没开的会议才要调整或取消；这次现在是“%(state)s”。") % {"state": held.get_state_display()}
        )
    return held
