"""Forms of documents: correcting one, entering one, counting a file, signing a scope table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Choices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.actions import PLAIN
from documents.derive import DERIVED
from documents.derive.types import TYPES
from documents.importing.parsers import LONGEST_NUMBER
from documents.models import Document, Matter, Openness, ScopeTable
from organizations.models import Form, InNameOf, Level, Organization
from registers.fields import AUTOMATIC, UNSAID, YesNoField, day_widget
from registers.values import BadValue, Number, document_number, title

_DAY = day_widget()


def _label(name: str) -> Any:
    return Document._meta.get_field(name).verbose_name


def _choice(name: str, choices: Any, blank: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=_label(name), choices=[("", blank), *choices], required=False)


class LevelField(forms.TypedChoiceField):
    def __init__(self) -> None:
        choices = [("", AUTOMATIC), *Level.choices]
        super().__init__(label=_label("level"), choices=choices, coerce=int, required=False, empty_value=None)


def _text(name: str, *, lines: int = 1, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": lines}) if lines > 1 else forms.TextInput()
    longest = getattr(Document._meta.get_field(name), "max_length", None)
    return forms.CharField(
        label=_label(name), max_length=longest or 5000, required=False, widget=widget, help_text=help_text
    )


class CorrectionForm(forms.Form):
    """A document put right by hand. What is left at 自动推出 is derived; what is chosen sticks.

    `automatic` after validation: derived fields that are to be derived again.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    title = forms.CharField(label=_label("title"), max_length=500)
    issued_on = forms.DateField(label=_label("issued_on"), widget=_DAY)
    published_on = forms.DateField(label=_label("published_on"), widget=_DAY, required=False)
    recipients = _text("recipients", lines=2)
    level = LevelField()
    doc_type = _choice("doc_type", [(one, one) for one in TYPES], AUTOMATIC)
    in_name_of = _choice("in_name_of", InNameOf.choices, AUTOMATIC)
    form = _choice("form", Form.choices, AUTOMATIC)
    joint = YesNoField(_label("joint"), AUTOMATIC)
    matter = _choice("matter", Matter.choices, UNSAID)
    supporting = YesNoField(_label("supporting"), AUTOMATIC)
    superior = _text("superior", help_text=gettext_lazy("留空则自动推出"))
    superior_in_name_of = _choice("superior_in_name_of", InNameOf.choices, AUTOMATIC)
    required_by = _text("required_by", help_text=gettext_lazy("上级文件明确要求制定配套文件或报告的条款"))
    openness = _choice("openness", Openness.choices, UNSAID)
    closed_reason = _text("closed_reason")
    policy = YesNoField(_label("policy"), AUTOMATIC)
    pages = forms.IntegerField(label=_label("pages"), min_value=0, max_value=100_000, required=False)
    characters = forms.IntegerField(label=_label("characters"), min_value=0, max_value=100_000_000, required=False)
    conveying_report = YesNoField(_label("conveying_report"), AUTOMATIC)
    shows_progress = YesNoField(_label("shows_progress"), UNSAID)
    counted = YesNoField(_label("counted"), AUTOMATIC)
    uncounted_reason = _text("uncounted_reason", help_text=gettext_lazy("留空则自动推出"))
    remarks = _text("remarks", lines=2)
    reason = forms.CharField(
        label=gettext_lazy("更正理由"), max_length=300, help_text=gettext_lazy("一句话；与更正一起留痕")
    )

    def __init__(self, document: Document, data: Mapping[str, Any] | None = None) -> None:
        stated = {*document.given, *document.corrected}
        initial = {name: getattr(document, name) for name in PLAIN}
        initial |= {name: getattr(document, name) for name in DERIVED if name in stated}
        super().__init__(data, initial=initial | {"version": document.version})
        self.document = document
        # a type that a register calls by another word than the fifteen can be kept
        if document.doc_type and document.doc_type not in TYPES:
            self.fields["doc_type"].choices.append((document.doc_type, document.doc_type))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A document that does not count says why, when a person says so."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("counted") is False and not cleaned.get("uncounted_reason"):
            self.add_error("uncounted_reason", _("不计入统计的，请写明原因。"))
        return cleaned

    @property
    def automatic(self) -> set[str]:
        return {name for name in DERIVED if self.cleaned_data[name] in (None, "")}

    @property
    def changes(self) -> dict[str, Any]:
        """Attribute → value, of everything that is stated; of derived fields only those that are chosen."""
        kept = {name: self.cleaned_data[name] for name in PLAIN}
        return kept | {name: self.cleaned_data[name] for name in DERIVED if name not in self.automatic}


class EntryForm(forms.Form):
    """Number, title and date are enough; the rest is derived as in an import."""

    organization = forms.ModelChoiceField(label=_label("organization"), queryset=Organization.objects.none())
    number = forms.CharField(
        label=_label("number"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("任何括号都可以；没有字号的留空"),
    )
    title = forms.CharField(label=_label("title"), max_length=500)
    issued_on = forms.DateField(label=_label("issued_on"), widget=_DAY)
    recipients = _text("recipients", lines=2, help_text=gettext_lazy("据此推出发至层级"))
    covers_from = forms.DateField(
        label=gettext_lazy("台账覆盖自"),
        widget=_DAY,
        required=False,
        help_text=gettext_lazy("录入后，哪一段时间的发文已经齐全；不填则只算当天"),
    )
    covers_to = forms.DateField(label=gettext_lazy("台账覆盖至"), widget=_DAY, required=False)

    def __init__(self, organizations: Any, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]
        if data is None and len(organizations) == 1:
            self.initial["organization"] = organizations[0].pk

    def clean_number(self) -> Number | None:
        try:
            number = document_number(self.cleaned_data["number"])
        except BadValue as bad:
            raise forms.ValidationError(bad.message) from bad
        if number and len(number.text) > LONGEST_NUMBER:
            raise forms.ValidationError(_("发文字号过长；请核对是否混入了标题。"))
        return number

    def clean_title(self) -> str:
        try:
            found = title(self.cleaned_data["title"])
        except BadValue as bad:
            raise forms.ValidationError(bad.message) from bad
        if not found:
            raise forms.ValidationError(_("标题不能为空；请补填。"))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends = cleaned.get("covers_from"), cleaned.get("covers_to")
        if bool(starts) != bool(ends):
            self.add_error("covers_to", _("覆盖期要有起有止；请补填，或都留空。"))
        elif starts and ends and ends < starts:
            self.add_error("covers_to", _("覆盖期的止日早于起日；请核对。"))
        return cleaned


class FileForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    file = forms.FileField(
        label=gettext_lazy("PDF、OFD 或 DOCX"),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.ofd,.docx"}),
        help_text=gettext_lazy("数完即删，不保存；DOCX 只数字数"),
    )


class ScopeForm(forms.ModelForm):
    """A new version of the scope table."""

    excluded_types = forms.MultipleChoiceField(
        label=gettext_lazy("不计入的文种"),
        choices=[(one, one) for one in TYPES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    excluded_title_words = forms.CharField(
        label=gettext_lazy("标题含下列词的不计入"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("用顿号隔开，如：任免、任职、免职"),
    )

    class Meta:
        model = ScopeTable
        fields = [
            "excluded_types",
            "excluded_title_words",
            "without_series",
            "policy_only",
            "note",
            "signed_by",
            "signed_on",
        ]
        widgets = {"signed_on": _DAY, "note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, in_force: ScopeTable, data: Mapping[str, Any] | None = None) -> None:
        initial = {
            "excluded_types": in_force.excluded_types,
            "excluded_title_words": "、".join(in_force.excluded_title_words),
            "without_series": in_force.without_series,
            "policy_only": in_force.policy_only,
        }
        super().__init__(data, initial=initial)

    def clean_excluded_title_words(self) -> list[str]:
        words = self.cleaned_data["excluded_title_words"].replace("，", "、").replace(",", "、").split("、")
        return list(dict.fromkeys(word.strip() for word in words if word.strip()))


def choices_of(choices: type[Choices]) -> dict[Any, str]:
    return {value: str(label) for value, label in choices.choices}
