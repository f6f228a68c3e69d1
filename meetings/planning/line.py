"""A line of a plan as the checks see it, and the limits that they hold it against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from meetings.derive.duration import HALF_DAY
from meetings.derive.scope import PROVINCIAL
from meetings.models.kinds import REMOTE, MeetingClass
from organizations.models import InNameOf, Kind, Level


@dataclass(frozen=True, slots=True)
class Limits:
    """Parameters of obligations 9.3, 11.4, 12.2, 13.1 and 13.2; a province's catalogue may set others."""

    quiet_month: int = 8
    half_day: int = HALF_DAY
    joinable: int = HALF_DAY
    remote: int = 90
    people: Mapping[int, int] = field(
        default_factory=lambda: {MeetingClass.TWO: 300, MeetingClass.THREE: 150, MeetingClass.FOUR: 50}
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One planned meeting; the names are those of the register. `kind`: of the unit that calls it.

    `id` is None for a line that was never saved. `excuses`: key of a warning → the reason given for it.
    """

    id: int | None = None
    name: str = ""
    kind: str = Kind.DEPARTMENT
    category: int = MeetingClass.UNKNOWN
    in_name_of: str = ""
    planned_text: str = ""
    planned_from: date | None = None
    planned_to: date | None = None
    duration_text: str = ""
    minutes: int | None = None
    half_days: int | None = None
    form: str = ""
    level: int = Level.UNKNOWN
    province_wide: bool | None = None
    scope_text: str = ""
    people: int | None = None
    heads_called: bool | None = None
    emergency: bool = False
    emergency_approver: str = ""
    joined_to: int | None = None
    excuses: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, values: Mapping[str, Any], kind: str) -> Line:
        """From attributes or `.values()` of a planned meeting; what a line does not know is left aside."""
        known = {one.name: values[one.name] for one in fields(cls) if one.name in values}
        known["joined_to"] = values.get("joined_to_id", values.get("joined_to"))
        return cls(**known | {"kind": kind, "excuses": known.get("excuses") or {}})

    @property
    def length(self) -> int | None:
        """Minutes: as stated, else 240 for each half day."""
        if self.minutes is not None:
            return self.minutes
        return None if self.half_days is None else self.half_days * HALF_DAY

    @property
    def remote(self) -> bool:
        return self.form in REMOTE

    @property
    def month(self) -> tuple[int, int] | None:
        """(year, month) where the time names no more than one month."""
        first, last = self.planned_from, self.planned_to or self.planned_from
        if first is None or last is None or (first.year, first.month) != (last.year, last.month):
            return None
        return first.year, first.month

    @property
    def of_province(self) -> bool:
        """Called by an organ of the province."""
        return self.kind in PROVINCIAL

    @property
    def in_committee_s_name(self) -> bool:
        """In the name of committee or government, or of their offices."""
        return self.in_name_of not in ("", InNameOf.DEPARTMENT, InNameOf.COORDINATION)
