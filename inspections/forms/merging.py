"""What is typed about proposals to join inspections: the parameters of a run, terms, answers, decisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.merging.problem import Limits, Quiet

USUAL = Limits()
# days before the earliest joint visit: the departments answer, the office decides, counties are told
NOTICE = timedelta(days=14)


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **options)


def _number(label: Any, least: int, most: int, usual: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, initial=usual)


class RunForm(forms.Form):
    """Year and parameters; the usual ones stand there already."""

    year = forms.TypedChoiceField(label=gettext_lazy("年度"), coerce=int)
    likeness = _number(gettext_lazy("名称相近至少（%）"), 30, 100, int(USUAL.likeness * 100))
    within = _number(gettext_lazy("同一县相隔至多（天）"), 0, 60, USUAL.within)
    shift = _number(gettext_lazy("日期可前后调（天）"), 0, 60, USUAL.shift)
    team = _number(gettext_lazy("联合组每县至多（人）"), 2, 100, USUAL.team)
    least = _number(gettext_lazy("每个单位至少派（人）"), 1, 20, USUAL.least)
    members = _number(gettext_lazy("一组至多（个单位）"), 2, 6, USUAL.members)
    quiet_from = _day(gettext_lazy("不安排时段自"), required=False)
    quiet_to = _day(gettext_lazy("不安排时段至"), required=False)

    def __init__(self, data: Any = None, *, today: date, year: int) -> None:
        august = {"quiet_from": date(year, 8, 1), "quiet_to": date(year, 8, 31)}
        super().__init__(data, initial={"year": year, **august})
        self._today = today
        self.fields["year"].choices = [(one, one) for one in (today.year, today.year + 1)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("quiet_from"), said.get("quiet_to")
        if bool(first) != bool(last):
            self.add_error("quiet_to", _("起止两天要么都填，要么都不填。"))
        elif first and last and last < first:
            self.add_error("quiet_to", _("不能早于开始的一天。"))
        return said

    @property
    def limits(self) -> Limits:
        said = self.cleaned_data
        whole = {name: said[name] for name in ("within", "shift", "team", "least", "members")}
        return Limits(likeness=Fraction(said["likeness"], 100), **whole)

    @property
    def quiet(self) -> list[Quiet]:
        said = self.cleaned_data
        return [Quiet(said["quiet_from"], said["quiet_to"])] if said["quiet_from"] else []

    @property
    def earliest(self) -> date:
        return max(date(self.cleaned_data["year"], 1, 1), self._today + NOTICE)


class TermsForm(forms.Form):
    """Lead, days and people of a proposal that was not sent yet."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    lead = forms.TypedChoiceField(label=gettext_lazy("牵头"), coerce=int)
    first_day = _day(gettext_lazy("开始"))
    last_day = _day(gettext_lazy("结束"))
    people = forms.IntegerField(label=gettext_lazy("每县人数"), min_value=1, max_value=100, required=False)

    def __init__(self, data: Any = None, *, leads: Iterable[tuple[int, str]], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["lead"].choices = list(leads)


class VersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


AGREE, REFUSE = "agree", "refuse"


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(choices=[(AGREE, gettext_lazy("同意")), (REFUSE, gettext_lazy("不同意"))])
    reason = forms.CharField(
        label=gettext_lazy("理由"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("不同意的必须写明，如：专项任务有保密要求、时间由中央部署。"),
        widget=forms.Textarea({"rows": 2}),
    )


JOIN, APART, EXCUSED = "join", "apart", "excused"


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        choices=[
            (JOIN, gettext_lazy("合并")),
            (APART, gettext_lazy("不合并")),
            (EXCUSED, gettext_lazy("不合并，认可理由")),
        ]
    )
    line = forms.CharField(
        label=gettext_lazy("意见"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )
