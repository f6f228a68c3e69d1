"""One sentence, and nothing else is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ExplainForm(forms.Form):
    reason = forms.CharField(
        label=_("情况说明"),
        max_length=500,
        error_messages={
            "required": _("请写明情况说明，一句话即可。"),
            "max_length": _("情况说明请控制在500字以内，一句话即可。"),
        },
    )
