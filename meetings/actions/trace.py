"""What an act changed in plans and meetings, written into the history and announced once at its end."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from meetings.models import JointConference, Meeting, PlannedMeeting
from organizations.models import User
from registers import history
from registers.models import Record
from registers.outbox import announce

# sittings of the joint conference are counted beside the meetings held (10.1)
REGISTERS = {Meeting: "meetings", PlannedMeeting: "meeting_plans", JointConference: "meetings"}


@dataclass
class Trace:
    """One act of one person (None: of the schedule). `leave` belongs at the end of its transaction."""

    actor: User | None = None
    path: str = "task"
    lines: list[history.Line] = field(default_factory=list)
    touched: dict[str, set[tuple[int, int]]] = field(default_factory=dict)

    def change(
        self, record: Record, action: str, reason: str = "", *, since: Collection[str] | None = None, **new: Any
    ) -> bool:
        """Set attributes of a planned meeting or a meeting, one version up; False where it was changed meanwhile.

        `since`: the states in which a planned meeting must still be. What stays the same is no change and true.
        """
        rows = type(record).objects.filter(pk=record.pk, version=record.version)
        if since is not None:
            rows = rows.filter(state__in=since)
        old = {name: getattr(record, name) for name in new}
        difference = history.difference(old, new, new)
        if not difference:
            return rows.exists()
        if not rows.update(**new, version=F("version") + 1):
            return False
        for name, value in {**new, "version": record.version + 1}.items():
            setattr(record, name, value)
        self.note(record, action, difference, reason)
        return True

    def note(self, record: Record, action: str, changes: dict[str, tuple[Any, Any]], reason: str = "") -> None:
        """A change made already: its line of the history, and the news of it."""
        subject = type(record)._meta.label_lower
        self.lines.append(history.Line(action, subject, record.key, record.organization_id, changes, reason))
        register = REGISTERS[type(record)]
        self.touched.setdefault(register, set()).add((record.organization_id, record.year))

    def leave(self) -> None:
        """The news first, the history last: from its first line on other writers wait."""
        for register, touched in self.touched.items():
            announce(register, {owner for owner, _year in touched}, {year for _owner, year in touched})
        history.write(self.lines, actor=self.actor, path=self.path)
