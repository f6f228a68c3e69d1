"""What the public types: a text and a city; a receipt; a word more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization

LONGEST = 4000
# what tells of somebody of the level above or of the head of the organ that handles tips
ABOVE = re.compile(
    r"中共中央|党中央|国务院|中央[办纪组宣]|中组部|部委|(?<!副)省委书记|省委副书记|(?<!副)省长|副省长|省委常委|省领导"
    r"|省人大常委会主任|省政协主席|省委秘书长|办公厅主任|厅主任"
)


class NoFiles(FileUploadHandler):
    """Throws away every file while it arrives: not a byte of it reaches memory that is kept, or the disk."""

    arrived = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.arrived = True
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


def told(label: Any, rows: int) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        widget=area,
        error_messages={
            "required": _("请写一句发生了什么。"),
            "max_length": _("最多4000字，现在有%(show_value)d字；请只留要紧的。"),
        },
    )


class TipForm(forms.Form):
    """`about`: whether it is about the level above or the head of the handling organ."""

    text = told(_("发生了什么"), 6)
    city = forms.ModelChoiceField(
        label=_("在哪里"),
        queryset=Organization.objects.none(),
        required=False,
        to_field_name="code",
        empty_label=_("不选；只到市，不选县"),
        error_messages={"invalid_choice": _("没有这个市，请重新选。")},
    )
    about = forms.ChoiceField(choices=[("", ""), ("no", ""), ("yes", "")], required=False)

    def __init__(self, cities: QuerySet[Organization], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, auto_id="tip_%s", use_required_attribute=False)
        self.fields["city"].queryset = cities  # type: ignore[attr-defined]

    @property
    def diverted(self) -> bool:
        """The person says that it must not be kept here."""
        return self.data.get("about") == "yes"

    @property
    def to_be_asked(self) -> bool:
        """The words sound like it, and the person has not said that it is not so."""
        return self.is_valid() and not self.cleaned_data["about"] and bool(ABOVE.search(self.cleaned_data["text"]))


class ReceiptForm(forms.Form):
    receipt = forms.CharField(
        label=_("回执码"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("请填回执码。"), "max_length": _("回执码是24位，这里填得太长了。")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, auto_id="receipt_%s", use_required_attribute=False)


class WordForm(forms.Form):
    text = told(_("补充一句"), 3)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, auto_id="word_%s", use_required_attribute=False)
