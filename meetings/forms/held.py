"""Forms of meetings held: correcting one, entering one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.actions.held import PLAIN
from meetings.derive import DERIVED
from meetings.models import ApproverKind, Meeting, MeetingClass, MeetingForm
from organizations.models import InNameOf, Level, Matter, Organization
from registers.fields import AUTOMATIC, UNSAID, YesNoField, day_widget

MOST_PEOPLE = 1_000_000
# minutes of sixty days
MOST_MINUTES = 86_400


def _label(name: str) -> Any:
    return Meeting._meta.get_field(name).verbose_name


def _choice(name: str, choices: Any, blank: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=_label(name), choices=[("", blank), *choices], required=False)


def _number(name: str, choices: Any) -> forms.TypedChoiceField:
    """One of the levels or classes; 不明 is one of them."""
    return forms.TypedChoiceField(label=_label(name), choices=choices, coerce=int)


def _text(name: str, **options: Any) -> forms.CharField:
    longest = Meeting._meta.get_field(name).max_length  # type: ignore[union-attr]
    return forms.CharField(label=_label(name), max_length=longest, **{"required": False} | options)


def _day(name: str, **options: Any) -> forms.DateField:
    return forms.DateField(label=_label(name), widget=day_widget(), **{"required": False} | options)


def _time(name: str) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=_label(name), widget=widget, required=False)


def _whole(name: str, most: int, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=_label(name), min_value=0, max_value=most, required=False, **options)


class HeldFields(forms.Form):
    """What is said of a meeting, whoever says it. Fields left at 自动推出 are derived."""

    name = _text("name", required=True)
    held_on = _day("held_on", required=True)
    ended_on = _day("ended_on")
    starts_at = _time("starts_at")
    ends_at = _time("ends_at")
    minutes = _whole("minutes", MOST_MINUTES, help_text=gettext_lazy("留空则由起止时间推出"))
    form = forms.ChoiceField(label=_label("form"), choices=MeetingForm.choices)
    level = _number("level", Level.choices)
    category = _number("category", MeetingClass.choices)
    in_name_of = _choice("in_name_of", InNameOf.choices, UNSAID)
    single_topic = YesNoField(_label("single_topic"), UNSAID)
    people = _whole("people", MOST_PEOPLE)
    heads_called = YesNoField(_label("heads_called"), UNSAID)
    heads_approval = _text("heads_approval", help_text=gettext_lazy("批准人或文号"))
    plan_number = _text("plan_number")
    approver = _text("approver", help_text=gettext_lazy("谁批的：省委常委会、分管副省长……"))
    approved_on = _day("approved_on")
    notice_number = _text("notice_number")
    superior_text = _text("superior_text", help_text=gettext_lazy("因哪次上级会议而开：文号或名称"))
    topic = _text("topic")
    matter = _choice("matter", Matter.choices, UNSAID)
    idle_leaders = _whole("idle_leaders", MOST_PEOPLE)
    emergency = forms.BooleanField(label=_label("emergency"), required=False)
    emergency_approver = _text("emergency_approver")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("emergency") and not cleaned.get("emergency_approver"):
            self.add_error("emergency_approver", _("应急召开的，请写明应急批准人。"))
        starts, ends = cleaned.get("held_on"), cleaned.get("ended_on")
        if starts and ends and ends < starts:
            self.add_error("ended_on", _("结束日期早于召开日期；请核对。"))
        return cleaned


class CorrectionForm(HeldFields):
    """A meeting put right by hand. What is left at 自动推出 is derived; what is chosen sticks."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    province_wide = YesNoField(_label("province_wide"), AUTOMATIC)
    approver_kind = _choice("approver_kind", ApproverKind.choices, AUTOMATIC)
    counted = YesNoField(_label("counted"), AUTOMATIC)
    uncounted_reason = _text("uncounted_reason", help_text=gettext_lazy("留空则自动推出"))
    reason = forms.CharField(
        label=gettext_lazy("更正理由"), max_length=300, help_text=gettext_lazy("一句话；与更正一起留痕")
    )

    def __init__(self, meeting: Meeting, data: Mapping[str, Any] | None = None) -> None:
        stated = {*meeting.given, *meeting.corrected}
        initial = {name: getattr(meeting, name) for name in PLAIN}
        initial |= {name: getattr(meeting, name) for name in DERIVED if name in stated}
        super().__init__(data, initial=initial | {"version": meeting.version})

    def clean(self) -> dict[str, Any]:
        """A meeting that does not count says why, when a person says so."""
        cleaned = super().clean()
        if cleaned.get("counted") is False and not cleaned.get("uncounted_reason"):
            self.add_error("uncounted_reason", _("不计入统计的，请写明原因。"))
        return cleaned

    @property
    def automatic(self) -> set[str]:
        return {name for name in DERIVED if self.cleaned_data[name] in (None, "")}

    @property
    def changes(self) -> dict[str, Any]:
        """Attribute → value, of everything that is stated; of derived fields only those that are chosen."""
        kept = {name: self.cleaned_data[name] for name in PLAIN}
        return kept | {name: self.cleaned_data[name] for name in DERIVED if name not in self.automatic}


class EntryForm(HeldFields):
    """Name, day, form and level are enough; the rest is derived as in an import."""

    organization = forms.ModelChoiceField(label=gettext_lazy("召开单位"), queryset=Organization.objects.none())
    covers_from = forms.DateField(
        label=gettext_lazy("台账覆盖自"),
        widget=day_widget(),
        required=False,
        help_text=gettext_lazy("录入后，哪一段时间的会议已经齐全；不填则只算当天"),
    )
    covers_to = forms.DateField(label=gettext_lazy("台账覆盖至"), widget=day_widget(), required=False)
    field_order = ("organization",)

    def __init__(self, organizations: Any, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]
        # how far a meeting reaches is always known to who enters it
        self.fields["level"].choices = [("", gettext_lazy("请选择")), *Level.choices[1:]]  # type: ignore[attr-defined]
        if data is None and len(organizations) == 1:
            self.initial["organization"] = organizations[0].pk

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts, ends = cleaned.get("covers_from"), cleaned.get("covers_to")
        if bool(starts) != bool(ends):
            self.add_error("covers_to", _("覆盖期要有起有止；请补填，或都留空。"))
        elif starts and ends and ends < starts:
            self.add_error("covers_to", _("覆盖期的止日早于起日；请核对。"))
        return cleaned

    @property
    def covers(self) -> tuple[Any, Any] | None:
        starts = self.cleaned_data["covers_from"]
        return (starts, self.cleaned_data["covers_to"]) if starts else None

    @property
    def said(self) -> dict[str, Any]:
        """Attribute → value as an import would have read it; None for what is left blank."""
        aside = ("organization", "covers_from", "covers_to")
        fields = {name: value for name, value in self.cleaned_data.items() if name not in aside}
        said = {name: None if value == "" else value for name, value in fields.items()}
        return said | {"organization_id": self.cleaned_data["organization"].pk}
