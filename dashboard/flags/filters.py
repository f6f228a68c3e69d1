"""Filters and order of the list of flags; their state lives in the address."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.catalogue import RuleSet
from measures.models import Flag
from measures.models.flag import FlagQuerySet
from measures.status import SEVERITY
from organizations.models import Organization
from organizations.roles import Power

UNANSWERED = (Flag.State.OPEN, Flag.State.RETURNED)
SEVERITIES = [(status.value, status.label) for status in sorted(SEVERITY, key=SEVERITY.__getitem__, reverse=True)]
STATES = [("open", _("未销号")), ("overdue", _("逾期未答复")), ("closed", _("已销号"))]
SORTS = [("new", _("最新在前")), ("due", _("期限近的在前"))]


class FlagFilter(django_filters.FilterSet):
    """`today` decides what is overdue. Without `state` only what is not closed is listed."""

    state = django_filters.ChoiceFilter(
        label=_("办理"), choices=[*STATES, ("all", _("全部"))], method="in_state", empty_label=None, initial="open"
    )
    severity = django_filters.ChoiceFilter(label=_("最重"), choices=SEVERITIES, empty_label=_("全部"))
    measure = django_filters.ChoiceFilter(label=_("措施"), method="of_measure", empty_label=_("全部"))
    organization = django_filters.ModelChoiceFilter(
        label=_("机构"), queryset=Organization.objects.none(), to_field_name="code", empty_label=_("全部")
    )
    sort = django_filters.ChoiceFilter(label=_("顺序"), choices=SORTS, method="as_it_is", empty_label=None)
    mine = django_filters.ChoiceFilter(
        choices=[("1", "1")], method="waiting_for_me", widget=forms.HiddenInput, label=_("待我处理")
    )
    year = django_filters.CharFilter(method="as_it_is", widget=forms.HiddenInput)

    class Meta:
        model = Flag
        fields: list[str] = []

    def __init__(self, *args: Any, today: date, rules: RuleSet, whose: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.rules = today, rules
        measures = [(str(one.number), f"{one.number} {one.short}") for one in rules.measures]
        self.filters["measure"].extra["choices"] = measures
        self.filters["organization"].queryset = whose

    def in_state(self, found: FlagQuerySet, name: str, value: str) -> FlagQuerySet:
        if value == "open":
            return found.open()
        if value == "overdue":
            return found.filter(state__in=UNANSWERED, due_on__lt=self.today)
        return found.filter(state=Flag.State.CLOSED) if value == "closed" else found

    def of_measure(self, found: FlagQuerySet, name: str, value: str) -> FlagQuerySet:
        return found.filter(obligation__in=[one.key for one in self.rules.measure(int(value)).obligations])

    def as_it_is(self, found: FlagQuerySet, name: str, value: Any) -> FlagQuerySet:
        """The order is laid over the page, the year over the whole list."""
        return found

    def waiting_for_me(self, found: FlagQuerySet, name: str, value: str) -> FlagQuerySet:
        """Flags whose next step is this person's (待我处理), as the top bar counts them."""
        mine, user = Q(pk__in=[]), self.request.user
        mine |= Q(pk__in=found.reached_by(user, Power.ANSWER_FLAGS).filter(state__in=UNANSWERED).values("pk"))
        decided = found.reached_by(user, Power.DECIDE_EXPLANATIONS).filter(state=Flag.State.ANSWERED)
        return found.filter(mine | Q(pk__in=decided.values("pk")))


def narrowed_query(query: Any) -> Any:
    """The address with what is taken for granted: not closed, newest first."""
    copy = query.copy()
    copy.setdefault("state", "open")
    copy.setdefault("sort", "new")
    return copy
