"""What is typed to file a form, to look for a shared result, and to decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.models import Channel, ClearanceKind, DataRequest, Decision, PlaceLevel, RequestState

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _label(name: str) -> Any:
    return DataRequest._meta.get_field(name).verbose_name


class RequestForm(forms.Form):
    """A form that is to be asked of the grassroots. Traces cannot be asked for: there is no field for them."""

    organization = forms.ModelChoiceField(label=_label("organization"), queryset=None)
    name = forms.CharField(label=_label("name"), max_length=300, help_text=_("要什么数据；填好先查谁已经有"))
    requested_on = forms.DateField(label=_label("requested_on"), widget=_DAY)
    object_level = forms.ChoiceField(label=_label("object_level"), choices=PlaceLevel.choices)
    frequency = forms.CharField(label=_label("frequency"), max_length=40, required=False)
    basis = forms.CharField(label=_label("basis"), max_length=500)
    channel = forms.ChoiceField(label=_label("channel"), choices=[("", _("未填")), *Channel.choices], required=False)

    def __init__(self, organizations: Any, data: Mapping[str, Any] | None = None, **initial: Any) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["organization"]
        field.queryset, field.empty_label = organizations, None  # type: ignore[attr-defined]
        if data is None and len(organizations) == 1:
            self.initial["organization"] = organizations[0].pk


class SearchForm(forms.Form):
    q = forms.CharField(label=_("要什么数据"), max_length=100, required=False)


class RequestFilter(forms.Form):
    state = forms.ChoiceField(
        label=_("状态"),
        choices=[
            ("", _("在办的")),
            (RequestState.DRAFT, _("草稿")),
            (RequestState.SUBMITTED, _("待备案")),
            (RequestState.FILED, _("已备案")),
            (RequestState.REFUSED, _("不予备案")),
            (RequestState.WITHDRAWN, _("已撤回")),
        ],
        required=False,
    )
    q = forms.CharField(label=_("报表名称"), max_length=60, required=False)


class ClearingFilter(forms.Form):
    kind = forms.ChoiceField(label=_("类别"), choices=[("", _("全部")), *ClearanceKind.choices], required=False)
    decision = forms.ChoiceField(label=_("处理"), choices=[("", _("全部")), *Decision.choices], required=False)
    q = forms.CharField(label=_("名称或单位"), max_length=60, required=False)


class ProposeForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    decision = forms.ChoiceField(label=_("建议"), choices=[one for one in Decision.choices if one[0] != "pending"])
    reason = forms.CharField(label=_("理由"), max_length=300, required=False)


class DecideForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    decision = forms.ChoiceField(label=_("处理"), choices=[one for one in Decision.choices if one[0] != "pending"])
    line = forms.CharField(label=_("处理意见"), max_length=300, required=False)
    indicators_after = forms.IntegerField(
        label=_("清理后指标数"), min_value=0, max_value=100_000, required=False, help_text=_("保留的才填")
    )
    merged_into = forms.IntegerField(label=_("并入哪一项"), min_value=1, max_value=2**31 - 1, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, targets: Any = (), **initial: Any) -> None:
        super().__init__(data, initial=initial)
        choices = [("", _("合并的才选")), *((one.pk, one.name) for one in targets)]
        self.fields["merged_into"].widget = forms.Select(choices=choices)
