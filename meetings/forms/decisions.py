"""Forms of the office around decisions: what a sitting decided, who stands in for whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.approval.leaders import Seat
from meetings.models import Verdict

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
ENTERED = [
    (Verdict.APPROVE, gettext_lazy("批准")),
    (Verdict.REFUSE, gettext_lazy("不予批准")),
    (Verdict.RETURN, gettext_lazy("退回修改")),
]


class SittingForm(forms.Form):
    """One sitting's decision on the ticked lines."""

    planned = forms.TypedMultipleChoiceField(
        label=gettext_lazy("会议"),
        coerce=int,
        error_messages={"required": gettext_lazy("请勾选这次会议审定的事项。")},
    )
    body = forms.CharField(label=gettext_lazy("审定机关"), max_length=100)
    number = forms.CharField(label=gettext_lazy("文号"), max_length=120)
    day = forms.DateField(label=gettext_lazy("审定日期"), widget=DAY)
    verdict = forms.ChoiceField(label=gettext_lazy("结果"), choices=ENTERED)
    line = forms.CharField(label=gettext_lazy("意见"), max_length=500, required=False)

    def __init__(self, *args: Any, waiting: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["planned"].choices = [(str(pk), name) for pk, name in waiting]
        self.fields["body"].widget.attrs["list"] = "bodies"
        self.fields["number"].widget.attrs["placeholder"] = _("会议纪要〔2019〕12号")


class DeputyForm(forms.Form):
    """Who is away, who decides meanwhile, and on which days."""

    leader = forms.TypedChoiceField(label=gettext_lazy("外出领导"), coerce=int)
    deputy = forms.TypedChoiceField(label=gettext_lazy("代批人"), coerce=int)
    starts = forms.DateField(label=gettext_lazy("起"), widget=DAY)
    ends = forms.DateField(label=gettext_lazy("止（含当日）"), widget=DAY)

    def __init__(self, *args: Any, leaders: list[Seat], seats: list[Seat], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"].choices = [(seat.user.pk, str(seat.user)) for seat in leaders]
        self.fields["deputy"].choices = [("", _("请选择")), *((seat.user.pk, str(seat.user)) for seat in seats)]
        self.fields["starts"].initial = today
