"""Filters of the list of measures; their state lives in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.catalogue import MeasureKind
from measures.status import Status

ALL = ("", _("全部"))


class MeasureFilter(forms.Form):
    year = forms.CharField(widget=forms.HiddenInput, required=False)
    as_of = forms.CharField(widget=forms.HiddenInput, required=False)
    q = forms.CharField(label=_("编号、标题或条文"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("类型"), choices=[ALL, *MeasureKind.choices], required=False)
    status = forms.ChoiceField(label=_("最重现状"), choices=[ALL, *Status.choices], required=False)
