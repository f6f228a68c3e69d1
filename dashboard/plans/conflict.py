"""Two versions of a planned meeting side by side, where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.plans.rows import NO_CHANGE_OF_OURS
from meetings.models import PlannedMeeting
from registers.showing import value_in_words


def differences(current: PlannedMeeting, wanted: Mapping[str, Any]) -> list[dict[str, str]]:
    """Column by column what stands now and what the person typed; for components/conflict.html."""
    return [
        {
            "label": str(PlannedMeeting._meta.get_field(name).verbose_name),
            "now": value_in_words(PlannedMeeting, name, getattr(current, name)),
            "wanted": value_in_words(PlannedMeeting, name, value),
        }
        for name, value in wanted.items()
        if name not in NO_CHANGE_OF_OURS and value != getattr(current, name)
    ]
