"""Filters of the lists of plans and requests; their state lives in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from inspections.models import PlanState

SORTS = {
    "": ("-year", "organization__position", "organization__code"),
    "submitted": ("submitted_on", "pk"),
    "-submitted": ("-submitted_on", "-pk"),
    "visits": ("visits", "pk"),
    "-visits": ("-visits", "-pk"),
}


class PlanFilter(forms.Form):
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2099, required=False)
    state = forms.ChoiceField(label=_("状态"), choices=[("", _("全部")), *PlanState.choices], required=False)
    q = forms.CharField(label=_("单位或事项"), max_length=60, required=False)
    sort = forms.ChoiceField(
        label=_("排序"),
        choices=[
            ("", _("机构序")),
            ("submitted", _("报送早的在前")),
            ("-submitted", _("报送晚的在前")),
            ("-visits", _("频次多的在前")),
            ("visits", _("频次少的在前")),
        ],
        required=False,
    )

    @property
    def chosen(self) -> bool:
        return any(self.data.get(name) for name in ("year", "state", "q"))

    def applied(self, plans: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if said["year"]:
            plans = plans.filter(year=said["year"])
        if said["state"]:
            plans = plans.filter(state=said["state"])
        if said["q"]:
            named = Q(organization__name__icontains=said["q"]) | Q(organization__short_name__icontains=said["q"])
            with_item = plans.model._default_manager.filter(items__name__icontains=said["q"]).values("pk")
            plans = plans.filter(named | Q(pk__in=with_item))
        return plans.order_by(*SORTS[said["sort"]])

    def applied_to_items(self, items: QuerySet[Any]) -> QuerySet[Any]:
        """The same year and words for single items."""
        said = self.cleaned_data
        if said["year"]:
            items = items.filter(year=said["year"])
        if said["q"]:
            items = items.filter(Q(name__icontains=said["q"]) | Q(organization__name__icontains=said["q"]))
        return items.order_by("-year", "-pk")
