"""How a line of the change history is sealed, and where a chain breaks. No database here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _


class Sealed(NamedTuple):
    """Every column of a line, in the order in which it is stored."""

    sequence: int
    at: datetime
    actor_id: int | None
    path: str
    action: str
    subject: str
    key: str
    organization_id: int | None
    changes: dict[str, Any]
    reason: str
    previous: str
    digest: str


def canonical(*body: Any) -> str:
    """One text for one content: sorted keys, no spaces. `body` runs from `actor_id` to `reason`."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(previous: str, sequence: int, at: datetime, body: str) -> str:
    """SHA-256 over the seal of the line before, the place in the chain, the time to the microsecond and the body."""
    when = at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(f"{previous}\n{sequence}\n{when}\n{body}".encode()).hexdigest()


@dataclass(frozen=True)
class Break:
    """The first line that does not hold, and what is wrong with it in one sentence."""

    sequence: int
    sentence: str


def first_break(lines: Iterable[Sealed], count: int, last: str) -> Break | None:
    """Walk lines in order of `sequence` up to `count`, whose last line must bear the seal `last`."""
    expected, previous = 1, ""
    for line in lines:
        if line.sequence != expected:
            return _missing(expected, line.sequence - 1)
        if line.previous != previous:
            return Break(expected, _("第 %(line)d 条与上一条不衔接。") % {"line": expected})
        if line.digest != digest(previous, line.sequence, line.at, canonical(*line[2:10])):
            return Break(expected, _("第 %(line)d 条的内容被改动。") % {"line": expected})
        expected, previous = expected + 1, line.digest
    if expected <= count:
        return _missing(expected, count)
    if expected > count + 1 or previous != last:
        return Break(count + 1, _("第 %(line)d 条起不是经系统写入的。") % {"line": count + 1})
    return None


def _missing(first: int, last: int) -> Break:
    if first == last:
        return Break(first, _("缺第 %(line)d 条。") % {"line": first})
    return Break(first, _("缺第 %(first)d 条至第 %(last)d 条。") % {"first": first, "last": last})
