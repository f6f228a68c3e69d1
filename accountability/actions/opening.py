"""Reading leaves a line: whoever opens a case, complaint or talk is seen by those in its circle."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from accountability.rooms import Room
from organizations.models import User
from organizations.roles import Power
from registers import history
from registers.models import Change

OPENED = "opened"


@transaction.atomic
def note_opening(*, room: Room, record: Any, by: User) -> None:
    """One line for each opening of one record."""
    line = history.Line(OPENED, room.subject, record.key, record.organization_id)
    history.write([line], actor=by, path="page")


@transaction.atomic
def note_listing(*, room: Room, organizations: list[int], by: User) -> None:
    """One line for each organ whose list was read; which rows it showed is not kept."""
    lines = [history.Line("listed", room.subject, "", organization) for organization in organizations]
    history.write(lines, actor=by, path="page")


def openings(room: Room, record: Any, by: User) -> QuerySet[Change]:
    """Who opened a record, the newest first; for who may open it themselves."""
    lines = Change.objects.reached_by(by, Power.SEE_CASES)
    return lines.filter(subject=room.subject, key=record.key, action=OPENED).select_related("actor")
