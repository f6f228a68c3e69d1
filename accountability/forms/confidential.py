"""Forms of cases, complaints and talks: a step by choices and a preset day, entering one, naming the circle."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accountability.models import Need, Withdrawal
from accountability.procedures.step import Choice, Step
from accountability.rooms import Room
from organizations.models import Level, Organization, User
from registers.fields import UNSAID, YesNoField, day_widget

MOST_VERSIONS = 2**31 - 1


class StepForm(forms.Form):
    """What one step records. The day is preset to today; everything else is chosen, nothing is written."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST_VERSIONS)

    def __init__(self, step: Step, record: Any, today: date, data: Any = None) -> None:
        super().__init__(data, initial={"version": record.version, "day": _preset(step, record, today)})
        self.step = step
        self.chosen_by = {one.name: one for one in step.choices(record)}
        for choice in self.chosen_by.values():
            self.fields[choice.name] = _field(choice)
        if step.day:
            self.fields["day"] = forms.DateField(label=_("日期"), widget=day_widget())

    @property
    def chosen(self) -> dict[str, Any]:
        """Attribute → value of everything that was chosen."""
        values: dict[str, Any] = {}
        for name, choice in self.chosen_by.items():
            said = self.cleaned_data[name]
            if choice.several:
                values[choice.attribute] = [value for value in choice.labels if value in said]
            else:
                values |= choice.values[said]
        return values


def _preset(step: Step, record: Any, today: date) -> date | None:
    """Today, or the day of what was recorded behind the step already; nothing for a day that others set."""
    later = [day for name in step.before if (day := getattr(record, name))]
    return None if step.ahead else min([today, *later])


def _field(choice: Choice) -> forms.Field:
    choices = list(choice.labels.items())
    if choice.several:
        return forms.MultipleChoiceField(label=choice.title, choices=choices, widget=forms.CheckboxSelectMultiple)
    return forms.ChoiceField(label=choice.title, choices=choices, widget=forms.RadioSelect)


class VersionForm(forms.Form):
    version = forms.IntegerField(min_value=1, max_value=MOST_VERSIONS)


class NamingForm(forms.Form):
    member = forms.ModelChoiceField(label=_("知悉人"), queryset=User.objects.none())
    need = forms.ChoiceField(label=_("理由"), choices=Need.choices)

    def __init__(self, who: QuerySet[User], data: Any = None) -> None:
        super().__init__(data)
        self.fields["member"].queryset = who  # type: ignore[attr-defined]


class WithdrawalForm(forms.Form):
    member = forms.ModelChoiceField(label=_("回避的人"), queryset=User.objects.none(), empty_label=None)
    reason = forms.ChoiceField(label=_("回避理由"), choices=Withdrawal.choices)

    def __init__(self, who: QuerySet[User], data: Any = None, **options: Any) -> None:
        super().__init__(data, prefix="withdrawal", **options)
        self.fields["member"].queryset = who  # type: ignore[attr-defined]


class EntryForm(forms.Form):
    """One record by hand: a number, days, choices. There is no field for a name or a text."""

    organization = forms.ModelChoiceField(label=_("机关"), queryset=Organization.objects.none(), empty_label=None)

    def __init__(self, room: Room, organs: QuerySet[Organization], data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"organization": organs.first(), room.steps[0].day: today})
        self.fields["organization"].queryset = organs  # type: ignore[attr-defined]
        for name in room.entered:
            self.fields[name] = _entered(room, name)

    @property
    def said(self) -> dict[str, Any]:
        said = {name: None if value == "" else value for name, value in self.cleaned_data.items()}
        said["organization_id"] = said.pop("organization").pk
        return said


def _entered(room: Room, name: str) -> forms.Field:
    field = room.model._meta.get_field(name)
    label = field.verbose_name
    if name == "number":
        return forms.CharField(label=label, max_length=40, help_text=_("如“2019-012”；不要写姓名和案情"))
    if name == "level":
        return forms.TypedChoiceField(label=label, choices=Level.choices, coerce=int, initial=Level.UNKNOWN)
    if name == "named":
        return YesNoField(label, UNSAID)
    if name.endswith("_on"):
        return forms.DateField(label=label, widget=day_widget())
    return forms.ChoiceField(label=label, choices=field.choices)
