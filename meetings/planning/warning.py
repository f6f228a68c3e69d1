"""What a check says about a line: how grave, in a sentence, and its ways out, each a change that one press makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Severity(IntEnum):
    """The worst first (DESIGN.md §7): 要改 blocks, 提醒 asks for a reason or a change, 可以更好 asks for nothing."""

    MUST = 0
    IN_PRINCIPLE = 1
    ADVICE = 2

    @property
    def word(self) -> str:
        return str(WORDS[self])

    @property
    def tone(self) -> str:
        """The last part of CSS classes and glyphs."""
        return ("over", "warn", "info")[self]


WORDS = {Severity.MUST: _("要改"), Severity.IN_PRINCIPLE: _("提醒"), Severity.ADVICE: _("可以更好")}

# what a way wants typed before it can be taken
REASON, APPROVER = "reason", "approver"


@dataclass(frozen=True, slots=True)
class Way:
    """A button. `changes`: attribute of the planned meeting → new value; `asks`: REASON, APPROVER, both or neither."""

    key: str
    label: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Warning:
    """`field` is the column that it speaks of; `said` the reason already given for it, which settles it."""

    key: str
    severity: Severity
    field: str
    text: str
    ways: tuple[Way, ...] = ()
    said: str = ""

    @property
    def open(self) -> bool:
        """Whether the plan cannot be submitted with it."""
        return self.severity is not Severity.ADVICE and not self.said

    @property
    def must(self) -> bool:
        return self.severity is Severity.MUST

    def way(self, key: str) -> Way | None:
        return next((way for way in self.ways if way.key == key), None)
