"""Two versions of a line side by side, where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inspections.models import PlannedInspection
from registers.showing import value_in_words

FOLLOWS = ("planned_from", "planned_to", "planned_visits")


def differences(current: PlannedInspection, wanted: Mapping[str, Any]) -> list[dict[str, str]]:
    """Column by column what stands now and what the person typed; for components/conflict.html."""
    return [
        {
            "label": str(PlannedInspection._meta.get_field(name).verbose_name),
            "now": value_in_words(PlannedInspection, name, getattr(current, name)),
            "wanted": value_in_words(PlannedInspection, name, value),
        }
        for name, value in wanted.items()
        if name not in FOLLOWS and value != getattr(current, name)
    ]
