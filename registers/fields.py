"""Fields of forms over records: what may be left to be derived, yes or no or nothing said, days."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

AUTOMATIC = gettext_lazy("自动推出")
UNSAID = gettext_lazy("未填")
YES_NO = [("yes", gettext_lazy("是")), ("no", gettext_lazy("否"))]


def day_widget() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class YesNoField(forms.ChoiceField):
    """是, 否 or nothing said; True, False, None."""

    def __init__(self, label: Any, blank: Any) -> None:
        super().__init__(label=label, choices=[("", blank), *YES_NO], required=False)

    def clean(self, value: Any) -> bool | None:
        return {"yes": True, "no": False}.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
