"""What is typed into a plan: one meeting in six fields, the rest read from them unless it is stated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.derive.duration import UNKNOWN, Duration, read_duration
from meetings.models import MeetingClass, MeetingForm, PlannedMeeting
from meetings.planning.carry_over import completed
from organizations.models import InNameOf, Level
from registers.fields import YesNoField
from registers.values import BadValue, parse_vague

READ = gettext_lazy("由参会范围看出")
# read from other columns unless a person states them
DERIVED = ("level", "people", "heads_called", "province_wide")
CLASSES = [(grade.value, grade.label) for grade in MeetingClass if grade]
TYPED = ("name", "category", "planned_text", "duration_text", "form", "scope_text", "in_name_of", "budget", "reason")


def _label(name: str) -> Any:
    return PlannedMeeting._meta.get_field(name).verbose_name


def _text(name: str, example: Any = "", *, required: bool = False) -> forms.CharField:
    longest = PlannedMeeting._meta.get_field(name).max_length
    widget = forms.TextInput(attrs={"placeholder": example} if example else {})
    return forms.CharField(label=_label(name), max_length=longest, required=required, widget=widget)


class PlannedForm(forms.Form):
    """One planned meeting. `values` after validation: attributes of the register, derived ones included.

    `strict=False` while somebody is typing: what is not there yet is no error.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, required=False)
    name = _text("name", required=True)
    category = forms.TypedChoiceField(
        label=_label("category"), choices=[("", "—"), *CLASSES], coerce=int, empty_value=MeetingClass.UNKNOWN
    )
    planned_text = _text("planned_text", gettext_lazy("如 3月5日、5月、一季度"), required=True)
    duration_text = _text("duration_text", gettext_lazy("如 半天、90分钟"), required=True)
    form = forms.ChoiceField(label=_label("form"), choices=[("", "—"), *MeetingForm.choices])
    scope_text = _text("scope_text", gettext_lazy("如 市局分管负责人，14人"))
    in_name_of = forms.ChoiceField(
        label=_label("in_name_of"), choices=[("", gettext_lazy("未填")), *InNameOf.choices], required=False
    )
    level = forms.TypedChoiceField(
        label=_label("level"),
        choices=[("", READ), *[(level.value, level.label) for level in Level if level]],
        coerce=int,
        required=False,
        empty_value=None,
    )
    people = forms.IntegerField(label=_label("people"), min_value=1, max_value=1_000_000, required=False)
    heads_called = YesNoField(_label("heads_called"), READ)
    province_wide = YesNoField(_label("province_wide"), READ)
    budget = forms.DecimalField(label=_label("budget"), min_value=0, max_digits=10, decimal_places=4, required=False)
    reason = _text("reason")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        year: int,
        kind: str,
        line: PlannedMeeting | None = None,
        strict: bool = True,
    ) -> None:
        super().__init__(data, initial=_initial(line) if line else {"version": 0}, auto_id="id_%s")
        self.year, self.kind, self.strict = year, kind, strict
        if not strict:
            for field in self.fields.values():
                field.required = False

    @property
    def main(self) -> list[forms.BoundField]:
        return [self[name] for name in TYPED[:6]]

    @property
    def rest(self) -> list[forms.BoundField]:
        return [self[name] for name in (*TYPED[6:7], *DERIVED, *TYPED[7:])]

    @property
    def more_open(self) -> bool:
        """Whether anything of the rest is stated or wrong."""
        return any(field.errors or field.value() not in (None, "") for field in self.rest)

    def clean_planned_text(self) -> str:
        text = self.cleaned_data["planned_text"]
        try:
            span = parse_vague(text, self.year)
        except BadValue as bad:
            raise forms.ValidationError(bad.message) from bad
        if span and not span[0].year == span[1].year == self.year:
            raise forms.ValidationError(_("时间要在%(year)s年内；跨年的请只写当年的部分。") % {"year": self.year})
        self.span = span or (None, None)
        return text

    def clean_duration_text(self) -> str:
        text = self.cleaned_data["duration_text"]
        try:
            self.lasting: Duration = read_duration(text or None, plain="days")
        except BadValue as bad:
            raise forms.ValidationError(bad.message) from bad
        if text and self.lasting == UNKNOWN:
            raise forms.ValidationError(_("会期不能是0；请写成如 半天、90分钟。"))
        return text

    @property
    def values(self) -> dict[str, Any]:
        typed = {name: self.cleaned_data.get(name) for name in TYPED}
        typed = {name: "" if value is None and name != "budget" else value for name, value in typed.items()}
        stated = {name: self.cleaned_data.get(name) for name in DERIVED}
        first, last = getattr(self, "span", (None, None))
        lasting = getattr(self, "lasting", UNKNOWN)
        return completed(
            {
                **typed,
                **stated,
                "category": self.cleaned_data.get("category") or MeetingClass.UNKNOWN,
                "planned_from": first,
                "planned_to": last,
                "minutes": lasting.minutes,
                "half_days": lasting.half_days,
                "given": [name for name, value in stated.items() if value is not None],
            },
            self.kind,
        )


def _initial(line: PlannedMeeting) -> dict[str, Any]:
    """What was typed, and of what is read only what somebody stated."""
    found = {name: getattr(line, name) for name in TYPED}
    found |= {name: getattr(line, name) for name in DERIVED if name in line.given}
    return found | {"category": line.category or "", "version": line.version}


class ReturnForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    reason = forms.CharField(
        label=gettext_lazy("退回理由"),
        max_length=500,
        error_messages={"required": gettext_lazy("请写一句退回理由，单位据此修改。")},
    )


class WayForm(forms.Form):
    """A press of a way out: which warning of which version of the line, and what it asks for."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    warning = forms.CharField(max_length=40)
    way = forms.CharField(max_length=40)
    reason = forms.CharField(max_length=300, required=False)
    approver = forms.CharField(max_length=100, required=False)


class VersionForm(forms.Form):
    """An act on a row as somebody saw it."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    reason = forms.CharField(max_length=300, required=False)


class StartForm(forms.Form):
    """A unit of one's own and a year."""

    organization = forms.ModelChoiceField(label=gettext_lazy("单位"), queryset=None)
    year = forms.IntegerField(label=gettext_lazy("年度"), min_value=2000, max_value=2099)

    def __init__(self, organizations: Any, data: Mapping[str, Any] | None = None, year: int | None = None) -> None:
        super().__init__(data, initial={"year": year})
        field = self.fields["organization"]
        field.queryset, field.empty_label = organizations, None  # type: ignore[attr-defined]
