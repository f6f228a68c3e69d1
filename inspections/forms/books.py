"""Forms over records of registers 9 to 12, made from the fields of their models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.books import Book
from organizations.models import Organization
from registers.fields import AUTOMATIC, UNSAID, YesNoField, day_widget
from registers.models import Record

MOST = 1_000_000


def field_of(book: Book, name: str) -> forms.Field:
    """A field for one attribute: what may be derived can be left at 自动推出, what may be blank at 未填."""
    column = book.subject.get_field(name)
    assert isinstance(column, models.Field)
    required = book.register.by_name[name].required
    blank = AUTOMATIC if name in book.derived else UNSAID
    label = book.heading(name)
    if isinstance(column, models.BooleanField):
        return YesNoField(label, blank)
    if column.choices:
        choices = list(column.choices) if required else [("", blank), *column.choices]
        return forms.ChoiceField(label=label, choices=choices, required=required)
    if isinstance(column, models.DateField):
        return forms.DateField(label=label, widget=day_widget(), required=required)
    if isinstance(column, models.IntegerField):
        return forms.IntegerField(label=label, min_value=0, max_value=MOST, required=required)
    help_text = gettext_lazy("留空则自动推出") if name in book.derived else ""
    longest = column.max_length or 5000
    return forms.CharField(label=label, max_length=longest, required=required, help_text=help_text)


class BookForm(forms.Form):
    """What is said of a record, whoever says it."""

    def __init__(self, book: Book, names: tuple[str, ...], data: Mapping[str, Any] | None, initial: Any) -> None:
        super().__init__(data, initial=initial)
        self.book, self.names = book, names
        for name in names:
            self.fields[name] = field_of(book, name)

    def clean(self) -> dict[str, Any]:
        """What does not count says why, when a person says so."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("counts_as_inspection") is False and not cleaned.get("uncounted_reason"):
            self.add_error("uncounted_reason", _("不计入的，请写明原因。"))
        return cleaned


class CorrectionForm(BookForm):
    """A record put right by hand. What is left at 自动推出 is derived; what is chosen sticks."""

    def __init__(self, book: Book, record: Record, data: Mapping[str, Any] | None = None) -> None:
        stated = book.stated(record)
        initial = {name: getattr(record, name) for name in book.plain}
        initial |= {name: getattr(record, name) for name in book.derived if name in stated}
        super().__init__(book, book.editable, data, initial | {"version": record.version})
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
        self.fields["reason"] = forms.CharField(
            label=gettext_lazy("更正理由"), max_length=300, help_text=gettext_lazy("一句话；与更正一起留痕")
        )

    @property
    def automatic(self) -> set[str]:
        return {name for name in self.book.derived if self.cleaned_data[name] in (None, "")}

    @property
    def changes(self) -> dict[str, Any]:
        """Attribute → value, of everything that is stated; of derived fields only those that are chosen."""
        return {name: self.cleaned_data[name] for name in self.names if name not in self.automatic}


class EntryForm(BookForm):
    """What must be there is enough; the rest is derived as in an import."""

    def __init__(self, book: Book, organizations: Any, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(book, book.entered, data, None)
        self.fields["organization"] = forms.ModelChoiceField(
            label=book.heading("organization"), queryset=Organization.objects.none()
        )
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]
        self._covers()
        self.order_fields(["organization"])
        if data is None and len(organizations) == 1:
            self.initial["organization"] = organizations[0].pk

    def _covers(self) -> None:
        help_text = gettext_lazy("录入后，哪一段时间的记录已经齐全；不填则只算当天")
        for name, label, said in (
            ("covers_from", gettext_lazy("台账覆盖自"), help_text),
            ("covers_to", gettext_lazy("台账覆盖至"), ""),
        ):
            self.fields[name] = forms.DateField(label=label, widget=day_widget(), required=False, help_text=said)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts, ends = cleaned.get("covers_from"), cleaned.get("covers_to")
        if bool(starts) != bool(ends):
            self.add_error("covers_to", _("覆盖期要有起有止；请补填，或都留空。"))
        elif starts and ends and ends < starts:
            self.add_error("covers_to", _("覆盖期的止日早于起日；请核对。"))
        return cleaned

    @property
    def covers(self) -> tuple[Any, Any] | None:
        starts = self.cleaned_data["covers_from"]
        return (starts, self.cleaned_data["covers_to"]) if starts else None

    @property
    def said(self) -> dict[str, Any]:
        """Attribute → value as an import would have read it; None for what is left blank."""
        said = {name: None if self.cleaned_data[name] == "" else self.cleaned_data[name] for name in self.names}
        return said | {"organization_id": self.cleaned_data["organization"].pk}
