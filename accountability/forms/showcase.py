"""How the public searches exposures and good examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accountability.models import Kind


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("搜索"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"placeholder": _("搜索标题和正文")}),
    )
    year = forms.TypedChoiceField(label=_("年度"), required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label=_("类别"), required=False, choices=[("", _("全部类别")), *Kind.choices])

    def __init__(self, years: Iterable[int], data: Mapping[str, Any]) -> None:
        super().__init__(data, auto_id="search_%s")
        written = [(year, _("%(year)d年") % {"year": year}) for year in years]
        self.fields["year"].choices = [("", _("全部年度")), *written]  # type: ignore[attr-defined]
