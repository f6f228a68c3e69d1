"""What is typed about a joint conference: its day, an item of its agenda, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import JointConference, Proposal
from organizations.models import Organization

BIGGEST = 2**31 - 1


class ConveneForm(forms.Form):
    organization = forms.ModelChoiceField(label=_("牵头单位"), queryset=Organization.objects.none(), empty_label=None)
    day = forms.DateField(
        label=_("召开日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("可以先登记还没开的，备好议题；议定结果在开过以后登记"),
    )
    note = forms.CharField(
        label=JointConference._meta.get_field("note").verbose_name,
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, organizations: Any, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]


class ItemForm(forms.Form):
    """Planned meetings for the agenda, by id; with 套开 the one that leads."""

    proposal = forms.ChoiceField(choices=Proposal.choices)
    planned = forms.TypedMultipleChoiceField(coerce=int)
    lead = forms.IntegerField(min_value=1, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        sent = [value for value in data.getlist("planned") if value.isascii() and value.isdigit() and len(value) < 19]
        # which lines there are and may be chosen is the act's to say
        self.fields["planned"].choices = [(value, value) for value in sent]  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    version = forms.IntegerField(min_value=1, max_value=BIGGEST)
    decision = forms.ChoiceField(choices=Proposal.choices)
    line = forms.CharField(max_length=500, required=False)


class SeenForm(forms.Form):
    version = forms.IntegerField(min_value=1, max_value=BIGGEST)
