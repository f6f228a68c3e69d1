"""What is typed into a plan: one item in six fields, the rest behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.actions.lines import Draft
from inspections.models import BasisLevel, InspectionKind, PlaceLevel, PlannedInspection
from inspections.planning.checks import Item
from inspections.planning.excuses import reasons_of
from inspections.planning.places import Directory
from registers.values import BadValue, parse_vague

MAIN = ("name", "kind", "time_text", "objects_text", "people", "basis")
REST = ("basis_level", "comprehensive", "days", "object_level", "partners_text", "manner", "papers", "indicators")


def _label(name: str) -> Any:
    return PlannedInspection._meta.get_field(name).verbose_name


def _text(name: str, example: Any = "", *, required: bool = False) -> forms.CharField:
    longest = getattr(PlannedInspection._meta.get_field(name), "max_length", None)
    widget = forms.TextInput(attrs={"placeholder": example} if example else {})
    return forms.CharField(label=_label(name), max_length=longest or 2000, required=required, widget=widget)


def _number(name: str, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=_label(name), min_value=0, max_value=most, required=False)


class LineForm(forms.Form):
    """One planned inspection. `strict=False` while somebody is typing: what is not there yet is no error."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, required=False)
    name = _text("name", required=True)
    kind = forms.ChoiceField(label=_label("kind"), choices=InspectionKind.choices)
    time_text = _text("time_text", gettext_lazy("如 4月中旬、5月6日至8日"), required=True)
    objects_text = _text("objects_text", gettext_lazy("县名，用顿号隔开；或“各县（市、区）”"), required=True)
    people = _number("people", 10_000)
    basis = _text("basis", gettext_lazy("文件名称、文号"), required=True)
    basis_level = forms.ChoiceField(
        label=_label("basis_level"), choices=[("", gettext_lazy("未填")), *BasisLevel.choices], required=False
    )
    comprehensive = forms.BooleanField(label=_label("comprehensive"), required=False)
    days = _number("days", 366)
    object_level = forms.ChoiceField(
        label=_label("object_level"), choices=[("", gettext_lazy("未填")), *PlaceLevel.choices], required=False
    )
    partners_text = _text("partners_text", gettext_lazy("用顿号隔开"))
    manner = _text("manner", gettext_lazy("如 明查、暗访、座谈"))
    papers = _text("papers", gettext_lazy("不得要求台账、截图、照片、领导批示等"))
    indicators = _number("indicators", 10_000)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        year: int,
        line: PlannedInspection | None = None,
        strict: bool = True,
        directory: Directory | None = None,
    ) -> None:
        self.year, self.line = year, line
        super().__init__(data, initial=_initial(line) if line else {"version": 0})
        self.directory = directory
        if not strict:
            for field in self.fields.values():
                field.required = False

    @property
    def main(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in MAIN)

    @property
    def rest(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in REST)

    def clean_time_text(self) -> str:
        text = self.cleaned_data["time_text"]
        try:
            span = parse_vague(text, self.year)
        except BadValue as bad:
            raise forms.ValidationError(bad.message) from bad
        if span and not span[0].year == span[1].year == self.year:
            raise forms.ValidationError(_("时间要在%(year)s年内；跨年的请只写当年的部分。") % {"year": self.year})
        self.span = span or (None, None)
        return text

    @property
    def fields_written(self) -> dict[str, Any]:
        """The columns as a line stores them."""
        cleaned = self.cleaned_data
        texts = ("name", "kind", "time_text", "objects_text", "basis", "basis_level", "object_level")
        written: dict[str, Any] = {
            name: cleaned.get(name) or "" for name in (*texts, "partners_text", "manner", "papers")
        }
        written |= {name: cleaned.get(name) for name in ("people", "days", "indicators")}
        written["comprehensive"] = bool(cleaned.get("comprehensive"))
        written["planned_from"], written["planned_to"] = getattr(self, "span", (None, None))
        return written

    def draft(self, organization: int) -> Draft:
        """What an act takes; `directory` must be there."""
        written = self.fields_written
        directory = self.directory or Directory.load()
        reach = directory.reach(written["objects_text"])
        written["planned_visits"] = reach.visits
        return Draft(written, reach.counties, directory.partners(written["partners_text"], organization))

    def item(self, pk: int) -> Item:
        """As the checks see it."""
        written = self.fields_written
        directory = self.directory or Directory.load()
        reach = directory.reach(written["objects_text"])
        names = ("name", "kind", "comprehensive", "basis", "basis_level", "objects_text", "days", "people", "papers")
        return Item(
            pk=pk,
            **{name: written[name] for name in names},
            indicators=written["indicators"],
            counties=frozenset(reach.counties),
            first=written["planned_from"],
            last=written["planned_to"],
            year=self.year,
            excuses=reasons_of(self.line) if self.line else {},
        )


def _initial(line: PlannedInspection) -> dict[str, Any]:
    return {name: getattr(line, name) for name in (*MAIN, *REST, "version")}


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("退回理由"),
        max_length=500,
        error_messages={"required": gettext_lazy("请写一句退回理由，单位据此修改。")},
    )


class VersionForm(forms.Form):
    """An act on a record as somebody saw it."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    reason = forms.CharField(max_length=300, required=False)


class StartForm(forms.Form):
    """A unit of one's own and a year."""

    organization = forms.ModelChoiceField(label=gettext_lazy("单位"), queryset=None)
    year = forms.IntegerField(label=gettext_lazy("年度"), min_value=2000, max_value=2099)

    def __init__(self, organizations: Any, data: Mapping[str, Any] | None = None, year: int | None = None) -> None:
        super().__init__(data, initial={"year": year})
        field = self.fields["organization"]
        field.queryset, field.empty_label = organizations, None  # type: ignore[attr-defined]
        if data is None and len(organizations) == 1:
            self.initial["organization"] = organizations[0].pk
