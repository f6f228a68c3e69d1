"""What is typed about an exposure or a good example."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accountability.forms.tips import BIGGEST
from accountability.models import Kind
from organizations.models import Level
from registers.fields import day_widget

LONGEST_BODY = 20_000
EARLIEST = date(2018, 1, 1)
# what of a form is written onto the record
FIELDS = ("title", "kind", "published_on", "level", "body")


class ExposureForm(forms.Form):
    version = forms.IntegerField(min_value=1, max_value=BIGGEST, required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("标题"), max_length=200)
    kind = forms.ChoiceField(label=_("类别"), choices=Kind.choices)
    published_on = forms.DateField(label=_("发布日期"), widget=day_widget())
    level = forms.TypedChoiceField(label=_("单位层级"), choices=Level.choices, coerce=int)
    body = forms.CharField(
        label=_("正文"),
        required=False,
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("写发生了什么、怎么改的、减下来多少；不写个人姓名"),
    )

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_published_on(self) -> date:
        day: date = self.cleaned_data["published_on"]
        if not EARLIEST <= day <= self.today.replace(month=12, day=31):
            raise forms.ValidationError(_now("发布日期应在2018年以后、今年之内；请核对年份。"))
        return day

    @property
    def said(self) -> Mapping[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}


class WithdrawForm(forms.Form):
    version = forms.IntegerField(min_value=1, max_value=BIGGEST, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("撤下的理由"), max_length=200, error_messages={"required": _("请写一句为什么撤下。")}
    )
