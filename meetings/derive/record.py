"""The derived fields of one meeting held and one planned meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from meetings.derive.approver import approver_kind
from meetings.derive.duration import UNKNOWN, Duration, duration, of_minutes
from meetings.derive.scope import judge_scope, province_wide

SAID_SO = "台账标明不计入"


@dataclass(frozen=True)
class Given:
    """What deriving a meeting looks at. `said`: derived fields that were stated, which stand."""

    name: str
    kind: str
    category: int
    level: int
    held_on: date
    ended_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    lasting: Duration = UNKNOWN
    approver: str = ""
    led_by: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)


def derived(given: Given) -> dict[str, Any]:
    """DERIVED and `half_days`, which follows from the minutes or the days."""
    said = given.said
    lasting = of_minutes(said["minutes"]) if said.get("minutes") is not None else given.lasting
    lasting = duration(lasting, given.held_on, given.ended_on, given.starts_at, given.ends_at)
    scope = judge_scope(given.name, given.level, led_by=given.led_by)
    found: dict[str, Any] = {
        "minutes": lasting.minutes,
        "half_days": lasting.half_days,
        "province_wide": province_wide(given.name, given.kind, given.category, given.level),
        "approver_kind": approver_kind(given.approver),
        "counted": scope.counted,
        "uncounted_reason": scope.reason,
    }
    found |= {name: value for name, value in said.items() if name != "minutes" and value is not None}
    if found["counted"]:
        found["uncounted_reason"] = ""
    elif not found["uncounted_reason"]:
        found["uncounted_reason"] = SAID_SO
    return found


def origins(given: list[str], corrected: list[str], names: tuple[str, ...]) -> dict[str, str]:
    """Derived field → where its value came from: "corrected", "given" or "derived"."""
    return {name: "corrected" if name in corrected else "given" if name in given else "derived" for name in names}
