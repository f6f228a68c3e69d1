"""One line per route: who may, and what each method answers (tests/test_url_walk.py walks all of them).

A page for clerks over a record of `world`, with a form:

    "documents:document": Route(RECORDS, args=lambda world: [world.document.pk], elsewhere=NOT_DEPARTMENT),

`may` hold a power that the page demands; the others are told 403. `elsewhere` hold the power, but not
over this record of `world`: they are told 404. Nobody signed in is sent to the sign-in page, unless
`open` says what a public route answers. A POST is sent with `data`; without it, an empty form.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

BUSINESS = frozenset(
    {"clerk", "principal", "leader", "department", "colleague", "other_department", "city", "county", "discipline"}
)
ADMINISTRATORS = frozenset({"system_admin", "security_admin", "auditor"})
SIGNED_IN = BUSINESS | ADMINISTRATORS | {"stranger"}
# who sees records and standings of `department`, where the records of `world` belong
OVER_DEPARTMENT = frozenset({"clerk", "principal", "leader", "department", "colleague"})
NOT_DEPARTMENT = BUSINESS - OVER_DEPARTMENT
KEEPERS = frozenset({"clerk", "department", "colleague", "other_department", "city"})

# who changes records of `department`
EDITORS = frozenset({"clerk", "department", "colleague"})
EXPLAINERS = frozenset({"department", "colleague", "other_department", "city"})
OFFICE = frozenset({"clerk"})
DECIDERS = frozenset({"leader", "principal"})

# hold the power to plan, but not for `department`
NOT_PLANNERS = frozenset({"clerk", "other_department", "city"})
COUNTY = frozenset({"county"})
LEADER = frozenset({"leader"})
# who sees the calendar of `county`
CALENDAR = OFFICE | COUNTY | {"city"}
# who draws up plans of their own unit; those of `department`
PLANNERS = KEEPERS
PLAN_HERE = frozenset({"department", "colleague"})

REFUSED = 405
SIGN_IN = "the sign-in page"


def no_args(world: Any) -> list[Any]:
    return []


@dataclass(frozen=True)
class Route:
    """`get`, `post`, `put` and `delete`: what those who may are answered; HEAD is answered like GET."""

    may: frozenset[str]
    get: int | str = 200
    post: int | str = REFUSED
    put: int | str = REFUSED
    delete: int | str = REFUSED
    args: Callable[[Any], list[Any]] = no_args
    elsewhere: frozenset[str] = frozenset()
    data: Callable[[Any], Mapping[str, Any]] = field(default=lambda world: {})
    # a public route: what nobody signed in is answered by GET, POST, PUT and DELETE
    open: tuple[int | str, int | str, int | str, int | str] | None = None
    # what those who may are answered where there is no record
    absent: int = 404

    def answers(self, member: str, method: str) -> int | str:
        """The status that a member gets by a method, or SIGN_IN: the way to the sign-in page."""
        kept = {"GET": self.get, "HEAD": self.get, "POST": self.post, "PUT": self.put, "DELETE": self.delete}
        if member == "anonymous":
            if self.open is None:
                return SIGN_IN
            return dict(zip(("GET", "HEAD", "POST", "PUT", "DELETE"), (self.open[0], *self.open), strict=True))[method]
        if member not in self.may:
            return 403
        return 404 if member in self.elsewhere and kept[method] != REFUSED else kept[method]


def own(
    get: int | str,
    post: int | str = REFUSED,
    put: int | str = REFUSED,
    delete: int | str = REFUSED,
    **options: Any,
) -> Route:
    """A page of allauth about the own sign-in: the same for everybody who is signed in."""
    return Route(SIGNED_IN, get, post, put, delete, **options)


# sent on to the page before it: to sign in again, or since there is nothing to do
ON = 302
SYSTEM = frozenset({"system_admin"})
SECURITY = frozenset({"security_admin"})
KEEP_ACCOUNTS = SYSTEM | SECURITY
IMPORTERS = KEEPERS | SYSTEM | {"discipline"}
DISCIPLINE = frozenset({"discipline"})
# read and answer what the public tells, where they are at work
HANDLERS = OFFICE | DISCIPLINE


def plan_of(world: Any) -> list[Any]:
    return [world.inspection_plan.pk]


def line_of(world: Any) -> list[Any]:
    return [world.planned_line.pk]


def filing_of(world: Any) -> list[Any]:
    return [world.filing.pk]


def clearing_of(world: Any) -> list[Any]:
    return [world.clearance_item.pk]


def evidence(world: Any) -> list[Any]:
    return ["4.1", world.department.code, 2019]


def merger(world: Any) -> list[Any]:
    return [world.merge_proposal.pk]
