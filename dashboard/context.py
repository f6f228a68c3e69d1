"""What every page shows around its content: the rail, what waits for the person, the mark of invented data."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet, Value
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accountability.models import Reminder
from measures.models import Explanation, Flag
from meetings.approval.entitled import waiting_for
from organizations.models import Organization
from organizations.roles import Power
from organizations.scoping import grants

# the root of the demo province carries this code; no real organization does
DEMO_ROOT = "DEMO"
KEPT_SECONDS = 60


@dataclass(frozen=True)
class Entry:
    """A line of the rail: where it leads, for whom, and which routes light it up."""

    route: str
    label: str | Promise
    icon: str
    powers: frozenset[Power]
    lit_by: tuple[str, ...] = ()
    last: bool = field(default=False)

    def current(self, route: str) -> bool:
        """A route that is an entry of its own lights up that one alone."""
        return route == self.route or (route.startswith(self.lit_by) and route not in ENTRIES)


SEES = frozenset({Power.SEE_STANDINGS})
OFFICE = frozenset({Power.DECIDE_EXPLANATIONS})
DECIDES = frozenset({Power.DECIDE_PLANS, Power.DECIDE_PRINCIPAL})
# organizations and series are registers too
IMPORTERS = frozenset({Power.EDIT_RECORDS, Power.SET_SCOPE, Power.MANAGE_ACCOUNTS, Power.KEEP_CASES})
RAIL = (
    Entry("dashboard:overview", _("总览"), "layout-dashboard", SEES),
    Entry("dashboard:measures", _("措施"), "list-numbers", SEES, ("dashboard:measure", "dashboard:evidence")),
    Entry("dashboard:organizations", _("部门"), "building", SEES, ("dashboard:organization",)),
    Entry("documents:list", pgettext_lazy("rail", "文件"), "files", frozenset({Power.SEE_RECORDS}), ("documents:",)),
    Entry(
        "meetings:list",
        pgettext_lazy("rail", "会议"),
        "users-group",
        frozenset({Power.SEE_RECORDS}),
        ("meetings:", "dashboard:plan", "dashboard:single"),
    ),
    Entry(
        "dashboard:approvals",
        pgettext_lazy("rail", "审批"),
        "checklist",
        DECIDES,
        ("dashboard:approval",),
    ),
    Entry(
        "dashboard:inspection_decisions",
        pgettext_lazy("rail", "批督检"),
        "signature",
        frozenset({Power.DECIDE_PLANS}),
        ("dashboard:inspection_decision",),
    ),
    Entry(
        "inspections:plans",
        pgettext_lazy("rail", "督检考"),
        "clipboard-check",
        frozenset({Power.SEE_RECORDS}),
        (
            "inspections:plan",
            "inspections:visit",
            "inspections:request",
            "inspections:result",
            "inspections:clear",
            "inspections:filing",
            "inspections:letter",
            "inspections:library",
            "inspections:merg",
            "inspections:told",
            "dashboard:inspection_plan",
            "dashboard:inspection_item",
            "dashboard:inspection_line",
            "dashboard:inspection_single",
        ),
    ),
    Entry(
        "dashboard:calendar",
        _("日历"),
        "calendar-month",
        frozenset({Power.SEE_CALENDAR}),
        ("dashboard:calendar_", "meetings:coming"),
    ),
    Entry("inspections:reports", pgettext_lazy("rail", "反映"), "ear", frozenset({Power.CHECK_PLANS})),
    Entry(
        "accountability:cases",
        pgettext_lazy("rail", "问责"),
        "shield-lock",
        frozenset({Power.SEE_CASES}),
        ("accountability:",),
    ),
    Entry("dashboard:flags", _("问题"), "flag", SEES, ("dashboard:flag",)),
    Entry("dashboard:explanations", pgettext_lazy("rail", "说明"), "message-2", OFFICE, ("dashboard:explanation",)),
    Entry(
        "openness:tips",
        pgettext_lazy("rail", "反映"),
        "message-report",
        frozenset({Power.HANDLE_TIPS}),
        ("openness:",),
    ),
    Entry("dashboard:targets", _("目标"), "target", frozenset({Power.ISSUE_TARGETS}), ("dashboard:target",)),
    Entry("registers:imports", _("登记"), "table-import", IMPORTERS, ("registers:import",)),
    Entry(
        "organizations:accounts",
        _("账号"),
        "users",
        frozenset({Power.MANAGE_ACCOUNTS, Power.ASSIGN_ROLES}),
        ("organizations:account",),
    ),
    Entry(
        "registers:holidays", _("节假日"), "calendar-event", frozenset({Power.MANAGE_ACCOUNTS}), ("registers:holiday",)
    ),
    Entry("registers:history", _("留痕"), "history", frozenset({Power.READ_HISTORY}), ("registers:history",)),
    Entry("dashboard:scope", _("口径"), "help-circle", SEES, ("dashboard:scope",), last=True),
)

ENTRIES = frozenset(entry.route for entry in RAIL)


class Shell:
    """Each part is looked up when a template asks for it, once a request."""

    def __init__(self, request: HttpRequest) -> None:
        self._user: Any = request.user
        match = request.resolver_match
        self._route = match.view_name if match else ""

    @cached_property
    def _powers(self) -> frozenset[Power]:
        return frozenset(grant.power for grant in grants(self._user))

    @cached_property
    def rail(self) -> list[dict[str, Any]]:
        return [
            {"entry": entry, "current": entry.current(self._route), "count": self._count(entry)}
            for entry in RAIL
            if entry.powers & self._powers
        ]

    def _count(self, entry: Entry) -> int:
        flags, explanations = self._waiting
        counts = {
            "dashboard:flags": flags,
            "dashboard:explanations": explanations,
            "dashboard:approvals": self._approvals,
        }
        return counts.get(entry.route, 0)

    @cached_property
    def _waiting(self) -> tuple[int, int]:
        """Flags and explanations whose next step is this person's. One query for both."""
        decides, unanswered = Power.DECIDE_EXPLANATIONS, [Flag.State.OPEN, Flag.State.RETURNED]
        mine = Flag.objects.reached_by(self._user, Power.ANSWER_FLAGS).filter(state__in=unanswered)
        flags = mine | Flag.objects.reached_by(self._user, decides).filter(state=Flag.State.ANSWERED)
        explanations = Explanation.objects.reached_by(self._user, decides).filter(state=Explanation.State.SUBMITTED)
        both = _counted(flags, "flags").union(_counted(explanations, "explanations"), all=True)
        found = dict(both)
        return found.get("flags", 0), found.get("explanations", 0)

    @cached_property
    def _approvals(self) -> int:
        """Meetings whose decision is this person's. Asked for those only who decide."""
        return waiting_for(self._user, timezone.localdate()).count() if self._powers & DECIDES else 0

    @cached_property
    def reminders(self) -> int:
        """Limits of the own organ's cases that end soon. Asked for those only who see them."""
        if Power.SEE_CASES not in self._powers:
            return 0
        return Reminder.objects.visible_to(self._user).filter(due_on__gte=timezone.localdate()).count()

    @property
    def waiting(self) -> int:
        """待我处理."""
        return sum(self._waiting) + self._approvals

    @property
    def queue(self) -> str:
        """The route that lists what waits: approvals first, explanations where only they do, else flags."""
        flags, explanations = self._waiting
        if self._approvals or (self._powers & DECIDES and not flags):
            return "dashboard:approvals"
        return "dashboard:explanations" if explanations and not flags else "dashboard:flags"

    @property
    def handles(self) -> bool:
        """Whether anything can ever wait for this person."""
        return bool(self._powers & {Power.ANSWER_FLAGS, Power.DECIDE_EXPLANATIONS, *DECIDES})

    @property
    def _held(self) -> int | None:
        """The organization for which the person is signed in; the first where there are several."""
        return min((grant.organization for grant in grants(self._user)), default=None)

    @cached_property
    def _organizations(self) -> list[tuple[int, str, str]]:
        """(id, code, name) of the demo's root where there is one, and of where the person is at work.

        Kept for a minute: names of organs rarely change, and every page asks.
        """
        kept = cache.get_or_set(f"shell:organizations:{self._held}", self._looked_up, KEPT_SECONDS)
        return kept or []

    def _looked_up(self) -> list[tuple[int, str, str]]:
        found = Organization.objects.filter(Q(code=DEMO_ROOT) | Q(pk=self._held))
        return [(one.pk, one.code, str(one)) for one in found]

    @property
    def office(self) -> str:
        return next((name for pk, _code, name in self._organizations if pk == self._held), "")

    @property
    def invented(self) -> bool:
        """Whether the demo province is installed: every page then says that its data are invented."""
        return any(code == DEMO_ROOT for _pk, code, _name in self._organizations)


def _counted(rows: QuerySet[Any], name: str) -> QuerySet[Any]:
    """One row: the name and how many there are; none where there are none."""
    named = rows.order_by().annotate(kind=Value(name)).values("kind")
    return named.annotate(amount=Count("pk")).values_list("kind", "amount")


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Kept on the request, so that fragments rendered within a page ask for nothing twice."""
    kept = request.__dict__.setdefault("_shell", None) or Shell(request)
    request.__dict__["_shell"] = kept
    return {"shell": kept}
