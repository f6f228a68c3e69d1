"""What the office says to a tip."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accountability.forms.telling import told
from accountability.models import Topic
from organizations.models import Organization

BIGGEST = 2**31 - 1


class SeenForm(forms.Form):
    """`version`: what the person saw when they acted."""

    version = forms.IntegerField(min_value=1, max_value=BIGGEST, widget=forms.HiddenInput)


class SortForm(SeenForm):
    topic = forms.ChoiceField(label=_("类别"), choices=[("", _("请选类别")), *Topic.choices])


class PassForm(SeenForm):
    organization = forms.ModelChoiceField(
        label=_("转给哪个单位"),
        queryset=Organization.objects.none(),
        to_field_name="code",
        empty_label=_("请选单位"),
    )

    def __init__(self, organizations: QuerySet[Organization], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]


class SayForm(SeenForm):
    text = told(_("写给反映人"), 4)
