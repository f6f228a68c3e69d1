"""Forms of the import pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.roles import Power, Reach
from organizations.scoping import grants
from registers.importing.reading import Reading, read_sheets
from registers.importing.refused import Refused
from registers.importing.register import Column, Register, registers
from registers.importing.running import remembered
from registers.sheets import Unreadable, read

YEARS = (1990, 2100)
# the form in which the browser's own field takes a day, whatever the language
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def importable(user: Any) -> list[Register]:
    """The registers that this person may import, documents first, those of who exists last."""
    powers = {grant.power for grant in grants(user)}
    mine = [register for register in registers if register.power in powers]
    return sorted(mine, key=lambda register: (not register.owner, register.name != "documents"))


def reaches_province(user: Any) -> bool:
    """Whether the person keeps records of every organization."""
    return any(grant.power is Power.EDIT_RECORDS and grant.reach is Reach.PROVINCE for grant in grants(user))


class Days(forms.Form):
    """The days that a file covers; both or neither."""

    covers_from = forms.DateField(label=_("覆盖自"), required=False, widget=DAY)
    covers_to = forms.DateField(label=_("覆盖至"), required=False, widget=DAY)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("covers_from"), found.get("covers_to")
        if (first is None) != (last is None) and not self.errors:
            raise ValidationError(gettext("覆盖期要么两天都填，要么都不填。"))
        if first and last and last < first:
            self.add_error("covers_to", gettext("覆盖期的最后一天不能早于第一天。"))
        return found

    def covers(self) -> tuple[date, date] | None:
        """First and last day as said, None when nothing was said."""
        first, last = self.cleaned_data["covers_from"], self.cleaned_data["covers_to"]
        return (first, last) if first and last else None


class NewImport(Days):
    """A file for a register. What is not said is preset or taken from the file."""

    register = forms.ChoiceField(label=_("导入到"))
    file = forms.FileField(label=_("表格文件"), help_text=_(".xlsx 或 .csv；表头、标题行、合计行都可以照原样留着。"))
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("单位"),
        required=False,
        empty_label=_("全省（按表中所列单位）"),
        help_text=_("表中没有单位一列时，各行都算这个单位的。"),
    )
    year = forms.IntegerField(
        label=_("年度"), min_value=YEARS[0], max_value=YEARS[1], help_text=_("只用来补全没有年份的日期，如 3月5日。")
    )
    field_order = ("register", "file", "organization", "year", "covers_from", "covers_to")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.readings: list[Reading] = []
        self.remembered: dict[str, str] = {}
        self.fields["register"].choices = [(one.name, one.title) for one in importable(user)]
        organization = self.fields["organization"]
        kept = Organization.objects.editable_by(user) | Organization.objects.reached_by(user, Power.KEEP_CASES)
        self.user, organization.queryset = user, kept.in_order()
        if not reaches_province(user) and organization.queryset.exists():
            organization.required, organization.empty_label = True, None
        if organization.required and organization.queryset.count() == 1:
            organization.initial = organization.queryset.first()

    def clean(self) -> dict[str, Any]:
        """Reads the file, within limits; what it says is not kept here but handed on in `readings`."""
        found = super().clean()
        file, register = found.get("file"), registers.get(found.get("register", ""))
        if file is None or register is None or self.errors:
            return found
        owner = found.get("organization")
        if register.power is Power.KEEP_CASES and not self._keeps_cases_of(owner):
            self.add_error("organization", gettext("问责事项、检举控告、谈话函询只能导入本机关的；请选择本机关。"))
            return found
        try:
            sheets = read(file.read(), file.name)
            self.remembered = remembered(register, owner and owner.pk)
            self.readings = read_sheets(sheets, register, self.remembered)
        except (Refused, Unreadable) as error:
            self.add_error("file", error.message)
        return found

    def _keeps_cases_of(self, owner: Organization | None) -> bool:
        """Registers 14 to 16 are imported for one organ, by who keeps its cases."""
        mine = Organization.objects.reached_by(self.user, Power.KEEP_CASES)
        return owner is not None and mine.filter(pk=owner.pk).exists()

    @property
    def chosen(self) -> Register:
        return registers[self.cleaned_data["register"]]


class PlaceColumns(forms.Form):
    """One question for each heading, and one for each column that the file lacks."""

    def __init__(self, *args: Any, readings: list[Reading], fixed: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = readings[0].register.columns
        self.owner_column = readings[0].register.owner_column
        mine = [reading for reading in readings if reading.register is readings[0].register]
        headings = dict.fromkeys(heading for reading in mine for heading in reading.headings)
        placed = {heading: name for reading in mine for name, heading in reading.placement.placed.items()}
        choices = [("", _("不导入这一列")), *((column.name, column.heading) for column in self.columns)]
        self.headings = {f"heading_{number}": heading for number, heading in enumerate(headings)}
        for name, heading in self.headings.items():
            self.fields[name] = forms.ChoiceField(
                label=heading, required=False, initial=placed.get(heading, ""), choices=choices
            )
        lacking = [column for column in self.columns if column.name not in placed.values()]
        self.lacking = {f"fixed_{column.name}": column.name for column in lacking}
        for column in lacking:
            self.fields[f"fixed_{column.name}"] = forms.CharField(
                label=column.heading, required=False, max_length=200, initial=fixed.get(column.name, "")
            )

    @property
    def heading_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.headings]

    @property
    def fixed_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.lacking]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        seen: dict[str, str] = {}
        for name, heading in self.headings.items():
            column = found.get(name)
            if column and column in seen:
                message = gettext("“%(other)s”已经对应到这一项；一项只能对应一列。")
                self.add_error(name, message % {"other": seen[column]})
            elif column:
                seen[column] = heading
        said = {column for name, column in self.lacking.items() if (found.get(name) or "").strip()}
        for column in self.columns:
            if column.required and column.name not in seen and column.name not in said:
                self._miss(column)
        return found

    def _miss(self, column: Column) -> None:
        """The owner's column may be missing: the file is imported for one organization, or the series name it."""
        if column.name != self.owner_column:
            self.add_error(None, gettext("还缺少“%(column)s”：请选一列，或填一个值。") % {"column": column.heading})

    def by_hand(self) -> dict[str, str]:
        """Heading → column as placed now, "" for those that are left out."""
        return {heading: self.cleaned_data[name] for name, heading in self.headings.items()}

    def fixed(self) -> dict[str, str]:
        """Column name → one value for the whole file."""
        said = {column: self.cleaned_data[name].strip() for name, column in self.lacking.items()}
        taken = set(self.by_hand().values())
        return {column: value for column, value in said.items() if value and column not in taken}
