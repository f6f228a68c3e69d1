"""What every page shows around its content: the rail, what waits for the person, the mark of invented data."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from measures.models import Explanation, Flag
from organizations.models import Organization
from organizations.roles import Power
from organizations.scoping import grants

# the root of the demo province carries this code; no real organization does
DEMO_ROOT = "DEMO"


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
        return route == self.route or route.startswith(self.lit_by)


SEES = frozenset({Power.SEE_STANDINGS})
RAIL = (
    Entry("dashboard:overview", _("总览"), "layout-dashboard", SEES),
    Entry("dashboard:measures", _("措施"), "list-numbers", SEES, ("dashboard:measure", "dashboard:evidence")),
    Entry("dashboard:organizations", _("部门"), "building", SEES, ("dashboard:organization",)),
    Entry("documents:list", _("文件"), "files", frozenset({Power.SEE_RECORDS}), ("documents:",)),
    Entry("dashboard:flags", _("问题"), "flag", SEES, ("dashboard:flag",)),
    Entry("registers:imports", _("登记"), "table-import", frozenset({Power.EDIT_RECORDS}), ("registers:import",)),
    Entry(
        "organizations:accounts",
        _("账号"),
        "users",
        frozenset({Power.MANAGE_ACCOUNTS, Power.ASSIGN_ROLES}),
        ("organizations:account",),
    ),
    Entry("registers:history", _("留痕"), "history", frozenset({Power.READ_HISTORY}), ("registers:history",)),
    Entry("dashboard:scope", _("口径"), "help-circle", SEES, ("dashboard:scope",), last=True),
)


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
        return self.waiting if entry.route == "dashboard:flags" else 0

    @cached_property
    def waiting(self) -> int:
        """Flags and explanations whose next step is this person's (待我处理)."""
        count = 0
        if Power.ANSWER_FLAGS in self._powers:
            unanswered = [Flag.State.OPEN, Flag.State.RETURNED]
            count += Flag.objects.reached_by(self._user, Power.ANSWER_FLAGS).filter(state__in=unanswered).count()
        if Power.DECIDE_EXPLANATIONS in self._powers:
            decided = Power.DECIDE_EXPLANATIONS
            count += Flag.objects.reached_by(self._user, decided).filter(state=Flag.State.ANSWERED).count()
            submitted = Explanation.State.SUBMITTED
            count += Explanation.objects.reached_by(self._user, decided).filter(state=submitted).count()
        return count

    @property
    def handles(self) -> bool:
        """Whether anything can ever wait for this person."""
        return bool(self._powers & {Power.ANSWER_FLAGS, Power.DECIDE_EXPLANATIONS})

    @cached_property
    def office(self) -> str:
        """The organization for which the person is signed in; the first where there are several."""
        held = {grant.organization for grant in grants(self._user)}
        return str(Organization.objects.get(pk=min(held))) if held else ""

    @cached_property
    def invented(self) -> bool:
        """Whether the demo province is installed: every page then says that its data are invented."""
        return Organization.objects.filter(code=DEMO_ROOT).exists()


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Kept on the request, so that fragments rendered within a page ask for nothing twice."""
    kept = request.__dict__.setdefault("_shell", None) or Shell(request)
    request.__dict__["_shell"] = kept
    return {"shell": kept}
