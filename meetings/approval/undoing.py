"""Until when a decision can be taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

# 撤回: minutes after a decision; only then does it reach the counties (design 05)
MINUTES = 10


def until(decided_at: datetime) -> datetime:
    """The last moment at which it can still be taken back."""
    return decided_at + timedelta(minutes=MINUTES)


def may_take_back(decided_at: datetime, now: datetime) -> bool:
    return now <= until(decided_at)


def settled_before(now: datetime) -> datetime:
    """What was decided earlier than this stands for good."""
    return now - timedelta(minutes=MINUTES)
