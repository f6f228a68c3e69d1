"""What is typed to review and issue targets: a signer; a corrected figure with its reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.models import Target


class IssueForm(forms.Form):
    by = forms.CharField(
        label=_("签发人"), max_length=60, error_messages={"required": _("请写签发人姓名；没有签发人不能下达。")}
    )
    reason = forms.CharField(label=_("理由或文号"), max_length=300, required=False)
    sure = forms.BooleanField(
        label=_("已核对，确认下达"), error_messages={"required": _("下达后冻结，请勾选“已核对，确认下达”。")}
    )


def figure_field(label: Any, required: bool) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=Decimal(0),
        max_digits=18,
        decimal_places=6,
        required=required,
        error_messages={
            "required": _("请写核定基数。"),
            "invalid": _("应为不小于0的数字，如 118 或 9.5。"),
            "min_value": _("应为不小于0的数字，如 118 或 9.5。"),
        },
    )


class CorrectForm(forms.Form):
    """`seen` is the draft as the person saw it: its version, baseline and ceiling."""

    baseline = figure_field(_("核定基数"), required=True)
    ceiling = figure_field(_("上限（不填则按规则推算）"), required=False)
    stretch = figure_field(_("目标区下沿（不填则按规则推算）"), required=False)
    reason = forms.CharField(
        label=_("理由"), max_length=300, error_messages={"required": _("请写一句更正理由，它随目标一起留存。")}
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        ceiling, stretch, baseline = (cleaned.get(name) for name in ("ceiling", "stretch", "baseline"))
        if ceiling is not None and stretch is not None and stretch > ceiling:
            self.add_error("stretch", _("目标区下沿不得高于上限，请检查两个数是否填反。"))
        if ceiling is not None and baseline is not None and ceiling > baseline:
            self.add_error("ceiling", _("上限不得高于基数。"))
        return cleaned


def seen(target: Target) -> str:
    """Of a target as it is shown: a correction made from an older look is refused."""
    return f"{target.pk}.{target.state}.{target.baseline}.{target.ceiling}.{target.stretch}"


def typed(figure: Decimal | None) -> str:
    """A figure as somebody would type it: 118, not 118.000000."""
    return "" if figure is None else f"{figure.normalize():f}"


class TargetFilter(forms.Form):
    year = forms.CharField(widget=forms.HiddenInput, required=False)
    obligation = forms.ChoiceField(label=_("考核点"), required=False)
    state = forms.ChoiceField(label=_("状态"), choices=[("", _("草稿和已下达")), *Target.State.choices], required=False)

    def __init__(self, *args: Any, obligations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["obligation"].choices = [("", _("全部")), *obligations]
