"""例外清单: every excused August, emergency, meeting outside the plan and reason for what holds in principle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.exceptions import KINDS, PIECE, Excused, Place, excused, excused_lines, excused_meetings, places
from meetings.models import Meeting, MeetingQuerySet, PlannedMeeting, PlannedMeetingQuerySet
from organizations.models import Organization
from organizations.roles import Power
from organizations.views import PermittedView
from registers.exporting import export
from registers.filters import ANY, NEVER_ABOVE, NEVER_BELOW, organizations_of
from registers.listing import address, query_of
from registers.paging import SIZE

EXCUSES = frozenset({Power.SEE_RECORDS})


class ExceptionsForm(forms.Form):
    q = forms.CharField(label=gettext_lazy("会议名称"), required=False, max_length=100)
    year = forms.IntegerField(label=gettext_lazy("年度"), min_value=NEVER_BELOW, max_value=NEVER_ABOVE, required=False)
    organization = forms.ModelChoiceField(
        label=gettext_lazy("机关"),
        queryset=Organization.objects.none(),
        to_field_name="code",
        empty_label=ANY,
        required=False,
    )
    kind = forms.ChoiceField(label=gettext_lazy("例外"), choices=[("", ANY), *KINDS.items()], required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET)
        self.fields["organization"].queryset = organizations_of(request)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """(label, value) of what is set, for paper."""
        said = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        if "kind" in said:
            said["kind"] = KINDS[said["kind"]]
        return [(str(self.fields[name].label), str(value)) for name, value in said.items()]

    def filtered(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if said["q"]:
            rows = rows.filter(name__icontains=said["q"])
        if said["year"]:
            rows = rows.filter(year=said["year"])
        return rows.filter(organization=said["organization"]) if said["organization"] else rows


def _listed(request: HttpRequest, form: ExceptionsForm) -> tuple[PlannedMeetingQuerySet, MeetingQuerySet]:
    """What this person may see and the filters let through; nothing for a wrong filter."""
    lines = PlannedMeeting.objects.visible_to(request.user)
    meetings = Meeting.objects.visible_to(request.user)
    if not form.is_valid():
        return excused_lines(lines.none()), excused_meetings(meetings.none())
    kind = form.cleaned_data["kind"]
    return excused_lines(form.filtered(lines), kind), excused_meetings(form.filtered(meetings), kind)


class Exceptions(PermittedView):
    powers = EXCUSES

    def get(self, request: HttpRequest) -> HttpResponse:
        form = ExceptionsForm(request)
        lines, meetings = _listed(request, form)
        rows, around = _page(request, lines, meetings)
        context = {
            "form": form,
            "filtered": any(request.GET.get(name) for name in form.fields),
            "chosen": form.chosen if form.is_valid() else [],
            "rows": rows,
            "query": query_of(request),
            **around,
        }
        return render(request, "meetings/exceptions.html", context)


def _page(
    request: HttpRequest, lines: PlannedMeetingQuerySet, meetings: MeetingQuerySet
) -> tuple[list[Excused], dict[str, str]]:
    """A page of the list, and the addresses before and after it."""
    behind, ahead = (Place.read(request.GET.get(name, "")) for name in ("after", "before"))
    backwards = ahead is not None and behind is None
    found = list(places(lines, meetings, ahead if backwards else behind, falling=not backwards)[: SIZE + 1])
    more, found = len(found) > SIZE, found[:SIZE]
    if backwards:
        found.reverse()
    goes_on, goes_back = (True, more) if backwards else (more, behind is not None)
    around = {
        "next": address(request.GET, after=Place(*found[-1]).mark()) if found and goes_on else "",
        "previous": address(request.GET, before=Place(*found[0]).mark()) if found and goes_back else "",
    }
    return list(excused(found, lines, meetings)), around


class ExceptionsExport(PermittedView):
    """The whole list as filtered, a line for each exception."""

    powers = EXCUSES

    def get(self, request: HttpRequest, format: str) -> HttpResponseBase:
        lines, meetings = _listed(request, ExceptionsForm(request))
        headings = [
            _("日期"), _("单位"), _("会议名称"), _("例外"), _("理由"), _("批准人"), _("批准日期"), _("报送人"),
            _("报送日期"), _("状态"),
        ]  # fmt: skip
        subject = PlannedMeeting._meta.label_lower
        return export(_("例外清单"), headings, _written(lines, meetings), format, user=request.user, subject=subject)


def _written(lines: PlannedMeetingQuerySet, meetings: MeetingQuerySet) -> Iterator[list[Any]]:
    found = list(places(lines, meetings))
    for start in range(0, len(found), PIECE):
        for one in excused(found[start : start + PIECE], lines, meetings):
            for reason in one.reasons:
                yield [
                    one.day, one.unit, one.name, str(reason.label), reason.text, one.approver, one.approved_on,
                    one.asked_by, one.asked_on, one.state,
                ]  # fmt: skip
