"""Filters of the list of organizations; their state lives in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.status import Status
from organizations.models import Kind

ALL = ("", _("全部"))


class OrganizationFilter(forms.Form):
    year = forms.CharField(widget=forms.HiddenInput, required=False)
    as_of = forms.CharField(widget=forms.HiddenInput, required=False)
    q = forms.CharField(label=_("名称、代码或拼音"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("类别"), choices=[ALL, *Kind.choices], required=False)
    status = forms.ChoiceField(label=_("最重现状"), choices=[ALL, *Status.choices], required=False)
