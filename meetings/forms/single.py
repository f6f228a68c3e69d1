"""What is typed about a single meeting outside the plan, and about an emergency that was held already."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.exceptions import KINDS
from meetings.forms.held import HeldFields
from meetings.forms.plans import PlannedForm
from meetings.models import Meeting, PlannedMeeting
from meetings.planning.warning import APPROVER, REASON, Way
from organizations.models import Organization

LONGEST_EXCUSE = 300
# warnings whose answer is kept under their key
EXCUSED = {*KINDS, "neighbour"}
# what is said of a meeting that was called in an emergency
TOLD = ("name", "held_on", "form", "level", "category", "people", "minutes", "heads_called", "topic")


class SingleForm(PlannedForm):
    """One request. `values` after validation holds everything that the register keeps of it."""

    emergency = forms.BooleanField(label=PlannedMeeting._meta.get_field("emergency").verbose_name, required=False)
    emergency_approver = forms.CharField(
        label=PlannedMeeting._meta.get_field("emergency_approver").verbose_name, max_length=100, required=False
    )
    excuses = forms.JSONField(widget=forms.HiddenInput, required=False)
    joined_to = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**62, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        year: int,
        kind: str,
        line: PlannedMeeting | None = None,
        strict: bool = True,
    ) -> None:
        super().__init__(data, year=year, kind=kind, line=line, strict=strict)
        self.fields["reason"].label = _("为什么计划外召开")
        if line is not None:
            self.initial |= {
                "emergency": line.emergency,
                "emergency_approver": line.emergency_approver,
                "excuses": line.excuses,
                "joined_to": line.joined_to_id,
            }

    def clean_excuses(self) -> dict[str, str]:
        sent = self.cleaned_data["excuses"] or {}
        if not isinstance(sent, dict):
            return {}
        kept = {key: str(text).strip()[:LONGEST_EXCUSE] for key, text in sent.items() if key in EXCUSED}
        return {key: text for key, text in kept.items() if text}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.strict and cleaned.get("emergency") and not cleaned.get("emergency_approver"):
            self.add_error("emergency_approver", _("应急召开的，请写明由谁批准。"))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        emergency = bool(said.get("emergency"))
        return {
            **super().values,
            "emergency": emergency,
            "emergency_approver": said.get("emergency_approver", "") if emergency else "",
            "excuses": said.get("excuses") or {},
            "joined_to_id": said.get("joined_to"),
        }


def taken(data: Any, warning: str, way: Way, typed: Mapping[str, str]) -> Any:
    """The form's data with a way out taken: its changes in the fields, a reason under the warning that it answers."""
    data, changes = data.copy(), dict(way.changes)
    excuses = _excuses(data.get("excuses")) | changes.pop("excuses", {})
    if REASON in way.asks:
        excuses[warning] = typed[REASON]
    if APPROVER in way.asks:
        data["emergency_approver"] = typed[APPROVER]
    if changes.pop("emergency", False):
        data["emergency"] = "on"
    for name, value in changes.items():
        if name in SingleForm.base_fields:
            data[name] = _sent(value)
    data["excuses"] = json.dumps(excuses, ensure_ascii=False)
    return data


def _excuses(text: str | None) -> dict[str, str]:
    """What the hidden field holds; nothing where somebody has spoilt it."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _sent(value: Any) -> str:
    """A value as its field would be sent."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


class EmergencyForm(HeldFields):
    """A meeting that was held before it could be asked for; who approved it and why are demanded."""

    organization = forms.ModelChoiceField(
        label=gettext_lazy("召开单位"), queryset=Organization.objects.none(), empty_label=None
    )
    approver = forms.CharField(
        label=Meeting._meta.get_field("emergency_approver").verbose_name,
        max_length=100,
        help_text=gettext_lazy("谁批准临时召开的"),
        error_messages={"required": gettext_lazy("应急会议要写明由谁批准；没有批准人的，按计划外会议统计。")},
    )
    reason = forms.CharField(
        label=gettext_lazy("应急事由"),
        max_length=500,
        help_text=gettext_lazy("一句话，如：防汛Ⅱ级响应"),
        error_messages={"required": gettext_lazy("请写一句应急的事由。")},
    )
    field_order = ("organization", "name", "held_on", "approver", "reason", "form", "level")

    def __init__(self, organizations: Any, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        for name in [name for name in self.fields if name not in (*TOLD, *EmergencyForm.field_order)]:
            del self.fields[name]
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]

    @property
    def said(self) -> dict[str, Any]:
        """What is typed, as meetings.actions.held.enter takes it."""
        found = {name: self.cleaned_data[name] for name in TOLD if self.cleaned_data[name] not in (None, "")}
        return found | {"organization_id": self.cleaned_data["organization"].pk}
