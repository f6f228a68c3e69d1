"""The change history for the auditor: filtered by the address, newest first, exported as shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import django_filters
from django.apps import apps
from django.db.models import Q, QuerySet
from django.forms import DateInput
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.roles import Power
from organizations.views import PermittedView
from registers import history_shown as shown
from registers.exporting import export
from registers.models import Change

PAGE = 50
DAY = DateInput({"type": "date"}, format="%Y-%m-%d")
# apps of others leave no lines
FOREIGN = ("django.", "allauth.", "django_celery_beat")


def subjects() -> list[tuple[str, str]]:
    """Models of the product that a line can be about, by their name in words."""
    own = [config for config in apps.get_app_configs() if not config.name.startswith(FOREIGN)]
    named = [(model._meta.label_lower, str(model._meta.verbose_name)) for one in own for model in one.get_models()]
    return sorted(named, key=lambda pair: pair[1])


class ChangeFilter(django_filters.FilterSet):
    since = django_filters.DateFilter(label=gettext_lazy("自"), method="from_day", widget=DAY)
    until = django_filters.DateFilter(label=gettext_lazy("至"), method="to_day", widget=DAY)
    who = django_filters.CharFilter(label=gettext_lazy("何人"), method="by")
    action = django_filters.ChoiceFilter(
        label=gettext_lazy("动作"), choices=lambda: sorted(shown.ACTIONS.items()), empty_label=gettext_lazy("全部")
    )
    subject = django_filters.ChoiceFilter(
        label=gettext_lazy("对象"), choices=subjects, empty_label=gettext_lazy("全部")
    )
    # whole: a part of it would have to read the whole history
    key = django_filters.CharFilter(label=gettext_lazy("编号（全称）"))

    class Meta:
        model = Change
        fields = ["since", "until", "who", "action", "subject", "key"]

    def from_day(self, lines: QuerySet[Change], name: str, value: date) -> QuerySet[Change]:
        return lines.filter(at__gte=make_aware(datetime.combine(value, time.min)))

    def to_day(self, lines: QuerySet[Change], name: str, value: date) -> QuerySet[Change]:
        return lines.filter(at__lt=make_aware(datetime.combine(value, time.min)) + timedelta(days=1))

    def by(self, lines: QuerySet[Change], name: str, value: str) -> QuerySet[Change]:
        return lines.filter(Q(actor__username=value) | Q(actor__display_name__contains=value))


class History(PermittedView):
    """`?before=` and `?after=` name the line from which the page goes on; `?export=` gives all that is filtered."""

    powers = frozenset({Power.READ_HISTORY})

    def get(self, request: HttpRequest) -> HttpResponseBase:
        lines = Change.objects.visible_to(request.user).select_related("actor", "organization")
        filtered = ChangeFilter(request.GET, queryset=lines, request=request)
        # a day that is no day finds nothing, and says so at its field
        found = filtered.qs if filtered.is_valid() else lines.none()
        if request.GET.get("export"):
            return self.exported(request, found)
        page, newer, older = paged(found, place(request, "before"), place(request, "after"))
        context = {
            "filter": filtered,
            "rows": [row(line) for line in page],
            "newer": address(request, after=newer),
            "older": address(request, before=older),
            "xlsx": address(request, export="xlsx"),
            "csv": address(request, export="csv"),
        }
        return render(request, "registers/history.html", context)

    def exported(self, request: HttpRequest, lines: QuerySet[Change]) -> HttpResponseBase:
        headings = [
            _("序号"),
            _("时间"),
            _("何人"),
            _("途径"),
            _("动作"),
            _("对象"),
            _("编号"),
            _("机构"),
            _("变更"),
            _("理由"),
        ]
        name, format = _("变更记录"), request.GET["export"]
        return export(name, headings, cells(lines), format, user=request.user, subject=Change._meta.label_lower)


def row(line: Change) -> dict[str, Any]:
    """One line as the page shows it."""
    return {
        "line": line,
        "path": shown.path(line.path),
        "action": shown.action(line.action),
        "subject": shown.subject(line.subject),
        "altered": list(shown.altered(line)),
    }


def cells(lines: QuerySet[Change]) -> Iterator[list[Any]]:
    """One line as the export holds it, the time to the second in Asia/Shanghai."""
    for line in lines.order_by("-sequence").iterator(chunk_size=2000):
        yield [
            line.sequence,
            localtime(line.at).strftime("%Y-%m-%d %H:%M:%S"),
            str(line.actor or ""),
            shown.path(line.path),
            shown.action(line.action),
            shown.subject(line.subject),
            line.key,
            str(line.organization or ""),
            shown.sentence(line),
            line.reason,
        ]


def place(request: HttpRequest, name: str) -> int | None:
    """The sequence that the address names, None where it names none."""
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else None


def paged(
    lines: QuerySet[Change], before: int | None, after: int | None
) -> tuple[list[Change], int | None, int | None]:
    """A page newest first, and the lines from which the newer and the older page go on (None: there is none)."""
    if after is not None:
        found = list(lines.filter(sequence__gt=after).order_by("sequence")[: PAGE + 1])
        page = found[:PAGE][::-1]
        newer, older = len(found) > PAGE, bool(page)
    else:
        some = lines.filter(sequence__lt=before) if before is not None else lines
        found = list(some.order_by("-sequence")[: PAGE + 1])
        page = found[:PAGE]
        newer, older = before is not None, len(found) > PAGE
    if not page:
        return [], None, None
    return page, page[0].sequence if newer else None, page[-1].sequence if older else None


def address(request: HttpRequest, **more: Any) -> str:
    """This page's address with its filters, and from where it goes on; empty when there is nowhere to go."""
    if None in more.values():
        return ""
    query = request.GET.copy()
    for name in ("before", "after", "export"):
        query.pop(name, None)
    for name, value in more.items():
        query[name] = str(value)
    return f"{request.path}?{query.urlencode()}"
