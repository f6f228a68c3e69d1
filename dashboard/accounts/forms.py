"""What the administrators type."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, User
from organizations.roles import Role


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        # what the browser's own field understands, whatever the language
        super().__init__(format="%Y-%m-%d", **kwargs)


class AccountForm(forms.Form):
    username = forms.CharField(
        label=_("用户名"),
        max_length=150,
        help_text=_("与统一身份认证的用户名一致；字母、数字、汉字及 @ . + - _，不区分大小写。"),
        validators=[User.username_validator],
    )
    display_name = forms.CharField(
        label=_("姓名或岗位"), max_length=60, required=False, help_text=_("写岗位即可，例如“综合处经办”。")
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("角色"), choices=[("", _("请选择")), *Role.choices])
    organization = forms.ModelChoiceField(
        label=_("机构"), queryset=Organization.objects.none(), empty_label=_("请选择")
    )
    starts = forms.DateField(label=_("自"), widget=Day)
    ends = forms.DateField(label=_("至"), widget=Day, required=False, help_text=_("留空为长期有效。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = Organization.objects.in_order()

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class OrganizationForm(forms.ModelForm):
    class Meta:
        model = Organization
        fields = ["name", "short_name", "position"]

    # what the editor saw, so that nobody's change is lost unseen
    seen = forms.JSONField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = {name: self.initial[name] for name in self.Meta.fields}


class SuccessionForm(forms.Form):
    successor = forms.ModelChoiceField(label=_("现机构"), queryset=Organization.objects.none(), empty_label=_("请选择"))
    effective = forms.DateField(label=_("生效日期"), widget=Day)
    share = forms.DecimalField(
        label=_("份额"),
        max_digits=7,
        decimal_places=6,
        initial=1,
        help_text=_("整体并入为1；拆分时按划转比例，如0.4。"),
    )

    def __init__(self, *args: Any, predecessor: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = Organization.objects.in_order().exclude(pk=predecessor.pk)
