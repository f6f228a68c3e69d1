"""The list of flags and the page of one. Flags open, worsen and close by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboard.exports import answer
from dashboard.flags.filters import FlagFilter, narrowed_query
from dashboard.flags.listing import Row, paged, rows
from dashboard.flags.page import page
from dashboard.year import Look, kept, look
from measures.catalogue import rule_set_for
from measures.models import Explanation, Flag
from organizations.models import Organization
from organizations.roles import Power
from organizations.scoping import has_power
from organizations.views import PermittedView

SEES = frozenset({Power.SEE_STANDINGS})


class Flags(PermittedView):
    powers = SEES

    def get(self, request: HttpRequest) -> HttpResponseBase:
        looking = look(request, timezone.localdate())
        query = narrowed_query(request.GET)
        found = FlagFilter(
            query,
            queryset=Flag.objects.visible_to(request.user).filter(year=looking.year).select_related("organization"),
            request=request,
            today=looking.today,
            rules=looking.rules,
            whose=Organization.objects.visible_to(request.user).in_order(),
        )
        flags = found.qs if found.is_valid() else found.queryset.none()
        if request.GET.get("export"):
            return self._sheet(request, looking, flags)
        some = paged(flags, query["sort"], query.get("after", ""), query.get("before", ""))
        context = {
            "look": looking,
            "form": found.form,
            "rows": list(rows(request.user, some.rows, looking.rules, looking.today)),
            "next": kept(request.GET, leave_out=["before"], after=some.next) if some.next else "",
            "previous": kept(request.GET, leave_out=["after"], before=some.previous) if some.previous else "",
            "reset": f"?year={looking.year}",
            "waiting": _waiting(request.user) if query.get("mine") else 0,
            "xlsx": kept(request.GET, leave_out=["after", "before"], export="xlsx"),
            "csv": kept(request.GET, leave_out=["after", "before"], export="csv"),
        }
        return render(request, "dashboard/flags.html", context, status=200 if found.is_valid() else 422)

    def _sheet(self, request: HttpRequest, looking: Look, flags: Any) -> HttpResponseBase:
        headings = [
            _("编号"), _("措施"), _("考核点"), _("要求"), _("机构"), _("代码"), _("最重"), _("现状"), _("办理"),
            _("提出日期"), _("答复期限"), _("销号日期"), _("内容"),
        ]  # fmt: skip
        listed = rows(request.user, flags.order_by("-opened_on", "-pk"), looking.rules, looking.today)
        return answer(request, _("问题%(year)s") % {"year": looking.year}, headings, _written(listed), "measures.flag")


class FlagPage(PermittedView):
    powers = SEES

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        flags = Flag.objects.visible_to(request.user).select_related("organization")
        flag = get_object_or_404(flags, pk=pk)
        today = timezone.localdate()
        try:
            context = page(request.user, flag, rule_set_for(flag.year), today)
        except KeyError as error:
            # the rule set no longer has the obligation; the flag closes with the next run
            raise Http404 from error
        return render(request, "dashboard/flag.html", {"flag": flag, "suffix": f"?year={flag.year}", **context})


def _waiting(user: Any) -> int:
    """Explanations that wait for this person's decision: the top bar counts them with the flags."""
    if not has_power(user, Power.DECIDE_EXPLANATIONS):
        return 0
    submitted = Explanation.objects.reached_by(user, Power.DECIDE_EXPLANATIONS)
    return submitted.filter(state=Explanation.State.SUBMITTED).count()


def _written(listed: Iterator[Row]) -> Iterator[list[Any]]:
    for row in listed:
        flag = row.flag
        yield [
            flag.pk, row.measure.number, flag.obligation, str(row.obligation.demand), flag.organization.name,
            flag.organization.code, flag.get_severity_display(), flag.get_status_display(), flag.get_state_display(),
            flag.opened_on, flag.due_on, flag.closed_on, row.title,
        ]  # fmt: skip
