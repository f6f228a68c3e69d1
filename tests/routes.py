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


def evidence(world: Any) -> list[Any]:
    return ["4.1", world.department.code, 2019]


DISCIPLINE = frozenset({"discipline"})
# read and answer what the public tells, where they are at work
HANDLERS = OFFICE | DISCIPLINE


def confidential(register: str, name: str, step: str) -> dict[str, Route]:
    """The page of one record of registers 14 to 16, and the acts on its steps; an empty form says nothing."""

    def one(world: Any) -> list[Any]:
        return [getattr(world, name).pk]

    return {
        f"accountability:{register}_one": Route(DISCIPLINE, args=one),
        f"accountability:{register}_step": Route(
            DISCIPLINE, REFUSED, 422, args=lambda world: [getattr(world, name).pk, step]
        ),
        f"accountability:{register}_take_back": Route(DISCIPLINE, REFUSED, 422, args=one),
    }


def circled(register: str, name: str) -> dict[str, Route]:
    """The acts on the circle of those who know. The only one inside cannot leave: the page says so."""

    def one(world: Any) -> list[Any]:
        return [getattr(world, name).pk]

    def entry(world: Any) -> list[Any]:
        return [getattr(world, name).pk, getattr(world, f"{name}_entry").pk]

    return {
        f"accountability:{register}_circle": Route(DISCIPLINE, REFUSED, 422, args=one),
        f"accountability:{register}_withdraw": Route(DISCIPLINE, REFUSED, 422, args=one),
        f"accountability:{register}_circle_end": Route(DISCIPLINE, REFUSED, ON, args=entry),
    }


ROUTES: dict[str, Route] = {
    # signing in; PUT is POST to Django's form views
    "account_login": own(ON, ON, ON, ON, open=(200, 200, 200, REFUSED)),
    "account_logout": own(200, SIGN_IN, open=(SIGN_IN, SIGN_IN, REFUSED, REFUSED)),
    "account_inactive": own(200, open=(200, REFUSED, REFUSED, REFUSED)),
    "account_reauthenticate": own(200, 200, 200),
    "account_change_password": own(200, 200, 200),
    "mfa_index": own(200),
    "mfa_authenticate": own(ON, ON, ON, ON, open=(SIGN_IN, SIGN_IN, SIGN_IN, SIGN_IN)),
    # before a second factor is touched, the password is asked again; nobody of the cast has one
    "mfa_reauthenticate": own(ON, ON, ON, ON),
    "mfa_activate_totp": own(ON, ON, ON, ON),
    "mfa_deactivate_totp": own(404, 404, 404, 404),
    "mfa_view_recovery_codes": own(404),
    "mfa_generate_recovery_codes": own(ON, ON, ON, ON),
    "mfa_download_recovery_codes": own(404, 404, 404, 404),
    "mfa_list_webauthn": own(200),
    "mfa_add_webauthn": own(ON, ON, ON, ON),
    "mfa_reauthenticate_webauthn": own(ON, ON, ON, ON),
    "mfa_remove_webauthn": own(ON, ON, ON, ON, args=lambda world: [world.passkey], absent=ON),
    "mfa_edit_webauthn": own(ON, ON, ON, ON, args=lambda world: [world.passkey], absent=ON),
    "mfa_login_webauthn": own(ON, ON, ON, ON, open=(SIGN_IN, SIGN_IN, SIGN_IN, REFUSED)),
    # single sign-on: accounts are never made by it
    "socialaccount_login_cancelled": own(200, open=(200, REFUSED, REFUSED, REFUSED)),
    "socialaccount_login_error": own(401),
    "socialaccount_signup": own(SIGN_IN, SIGN_IN, SIGN_IN, SIGN_IN, open=(SIGN_IN, SIGN_IN, SIGN_IN, SIGN_IN)),
    "socialaccount_connections": own(200, 200, 200),
    # none is set up here
    "openid_connect_login": own(404, 404, 404, 404, args=lambda world: ["province"], open=(404, 404, 404, 404)),
    "openid_connect_callback": own(404, 404, 404, 404, args=lambda world: ["province"], open=(404, 404, 404, 404)),
    "set_language": own(ON, ON, ON, ON, open=(ON, ON, ON, ON)),
    # probes for machines
    "healthz": own(200, open=(200, REFUSED, REFUSED, REFUSED)),
    "readyz": own(200, open=(200, REFUSED, REFUSED, REFUSED)),
    # accounts, roles, organizations
    "organizations:accounts": Route(KEEP_ACCOUNTS),
    "organizations:account_new": Route(SYSTEM, post=422),
    "organizations:account": Route(KEEP_ACCOUNTS, args=lambda world: [world.account.pk]),
    "organizations:account_deactivate": Route(SYSTEM, REFUSED, ON, args=lambda world: [world.account.pk]),
    "organizations:account_activate": Route(SYSTEM, REFUSED, 422, args=lambda world: [world.account.pk]),
    "organizations:account_password": Route(SYSTEM, REFUSED, 200, args=lambda world: [world.account.pk]),
    "organizations:account_second_factors": Route(SYSTEM, REFUSED, 422, args=lambda world: [world.account.pk]),
    "organizations:account_roles": Route(SECURITY, REFUSED, 422, args=lambda world: [world.account.pk]),
    "organizations:account_role_end": Route(SECURITY, REFUSED, ON, args=lambda world: [world.assignment.pk]),
    "organizations:directory": Route(BUSINESS | KEEP_ACCOUNTS),
    "organizations:directory_entry": Route(BUSINESS | KEEP_ACCOUNTS, args=lambda world: [world.department.code]),
    "organizations:directory_amend": Route(SYSTEM, REFUSED, 422, args=lambda world: [world.department.code]),
    "organizations:directory_succeed": Route(SYSTEM, REFUSED, 422, args=lambda world: [world.department.code]),
    # overview, measures, organizations, evidence
    "dashboard:overview": Route(BUSINESS),
    "dashboard:measures": Route(BUSINESS),
    "dashboard:measure": Route(BUSINESS, args=lambda world: [4]),
    "dashboard:organizations": Route(BUSINESS),
    "dashboard:organization": Route(BUSINESS, args=lambda world: [world.department.code], elsewhere=NOT_DEPARTMENT),
    "dashboard:evidence": Route(BUSINESS, args=evidence, elsewhere=NOT_DEPARTMENT),
    "dashboard:planned": Route(BUSINESS, ON, args=lambda world: [world.waiting.pk], elsewhere=NOT_DEPARTMENT),
    "dashboard:explain": Route(EXPLAINERS, REFUSED, 409, args=evidence, elsewhere=EXPLAINERS - EDITORS),
    "dashboard:explanations": Route(OFFICE),
    "dashboard:explanation_decide": Route(OFFICE, REFUSED, 422, args=lambda world: [world.explanation.pk]),
    "dashboard:flags": Route(BUSINESS),
    "dashboard:flag": Route(BUSINESS, args=lambda world: [world.flag.pk], elsewhere=NOT_DEPARTMENT),
    "dashboard:targets": Route(BUSINESS),
    "dashboard:targets_draft": Route(OFFICE, REFUSED, ON),
    "dashboard:targets_issue": Route(OFFICE, REFUSED, 422),
    "dashboard:target_correct": Route(OFFICE, 200, 422, args=lambda world: [world.target.pk]),
    "dashboard:scope": Route(BUSINESS),
    "dashboard:restricted": Route(BUSINESS),
    # documents
    # meetings held
    "meetings:list": Route(BUSINESS),
    "meetings:export": Route(BUSINESS, args=lambda world: ["csv"]),
    "meetings:entry": Route(KEEPERS, post=422),
    "meetings:meeting": Route(BUSINESS, args=lambda world: [world.meeting.pk], elsewhere=NOT_DEPARTMENT),
    "meetings:correct": Route(
        KEEPERS, REFUSED, 422, args=lambda world: [world.meeting.pk], elsewhere=KEEPERS - EDITORS
    ),
    "documents:list": Route(BUSINESS),
    "documents:export": Route(BUSINESS, args=lambda world: ["csv"]),
    "documents:entry": Route(KEEPERS, post=422),
    "documents:incoming": Route(BUSINESS),
    "documents:classified": Route(BUSINESS),
    "documents:counting": Route(BUSINESS),
    "documents:scope": Route(BUSINESS),
    "documents:sign": Route(OFFICE, REFUSED, 422),
    "documents:document": Route(BUSINESS, args=lambda world: [world.document.pk], elsewhere=NOT_DEPARTMENT),
    "documents:correct": Route(
        KEEPERS, REFUSED, 422, args=lambda world: [world.document.pk], elsewhere=KEEPERS - EDITORS
    ),
    "documents:extent": Route(
        KEEPERS, REFUSED, 422, args=lambda world: [world.document.pk], elsewhere=KEEPERS - EDITORS
    ),
    # deciding on meetings, and what reaches a county; `waiting` is of the leader in charge
    "dashboard:approvals": Route(DECIDERS),
    "dashboard:approvals_list": Route(DECIDERS),
    "dashboard:approval": Route(
        DECIDERS, post=422, args=lambda world: [world.waiting.pk], elsewhere=frozenset({"principal"})
    ),
    "dashboard:approval_take_back": Route(
        DECIDERS, REFUSED, ON, args=lambda world: [world.decision.pk], elsewhere=frozenset({"principal"})
    ),
    "meetings:decisions": Route(OFFICE, post=422),
    "meetings:decision_take_back": Route(OFFICE, REFUSED, ON, args=lambda world: [world.entered.pk]),
    "meetings:deputies": Route(OFFICE | {"leader"}, post=422),
    "meetings:deputy_end": Route(OFFICE | {"leader"}, REFUSED, ON, args=lambda world: [world.deputy.pk]),
    "meetings:portfolios": Route(OFFICE, post=422),
    "meetings:coming": Route(OFFICE | {"city", "county"}),
    # annual plans: who draws one up holds the power for the own unit only, the office checks all
    "dashboard:plan": Route(BUSINESS, args=lambda world: [world.plan.pk], elsewhere=NOT_DEPARTMENT),
    "dashboard:plan_add": Route(KEEPERS, REFUSED, 422, args=lambda world: [world.plan.pk], elsewhere=NOT_PLANNERS),
    "dashboard:plan_check": Route(KEEPERS, REFUSED, 200, args=lambda world: [world.plan.pk], elsewhere=NOT_PLANNERS),
    "dashboard:plan_submit": Route(KEEPERS, REFUSED, ON, args=lambda world: [world.plan.pk], elsewhere=NOT_PLANNERS),
    "dashboard:plan_line": Route(KEEPERS, ON, args=lambda world: [world.line.pk], elsewhere=NOT_PLANNERS),
    "dashboard:plan_save": Route(KEEPERS, REFUSED, 422, args=lambda world: [world.line.pk], elsewhere=NOT_PLANNERS),
    "dashboard:plan_way": Route(KEEPERS, REFUSED, ON, args=lambda world: [world.line.pk], elsewhere=NOT_PLANNERS),
    "meetings:plans": Route(BUSINESS),
    "meetings:plans_export": Route(BUSINESS, args=lambda world: ["csv"]),
    "meetings:plan_start": Route(KEEPERS, REFUSED, ON),
    "meetings:plan_export": Route(BUSINESS, args=lambda world: [world.plan.pk, "csv"], elsewhere=NOT_DEPARTMENT),
    "meetings:plan_withdraw": Route(KEEPERS, REFUSED, ON, args=lambda world: [world.plan.pk], elsewhere=NOT_PLANNERS),
    "meetings:plan_pass": Route(OFFICE, REFUSED, ON, args=lambda world: [world.plan.pk]),
    "meetings:plan_return": Route(OFFICE, REFUSED, ON, args=lambda world: [world.plan.pk]),
    **{
        f"meetings:plan_line_{act}": Route(
            KEEPERS, REFUSED, ON, args=lambda world: [world.line.pk], elsewhere=NOT_PLANNERS
        )
        for act in ("undo", "delete", "restore", "cancel")
    },
    # outside the plan, excused, held against the plan, down the chain, before the joint conference
    "dashboard:singles": Route(BUSINESS),
    "dashboard:singles_export": Route(BUSINESS, args=lambda world: ["csv"]),
    "dashboard:single_new": Route(KEEPERS, 200, 200),
    "dashboard:single_check": Route(KEEPERS, REFUSED, 200),
    "dashboard:single": Route(BUSINESS, args=lambda world: [world.single.pk], elsewhere=NOT_DEPARTMENT),
    "dashboard:single_save": Route(KEEPERS, REFUSED, 409, args=lambda world: [world.single.pk], elsewhere=NOT_PLANNERS),
    **{
        f"dashboard:single_{act}": Route(
            KEEPERS, REFUSED, 422, args=lambda world: [world.single.pk], elsewhere=NOT_PLANNERS
        )
        for act in ("withdraw", "cancel")
    },
    "dashboard:single_pass": Route(OFFICE, REFUSED, 422, args=lambda world: [world.single.pk]),
    "dashboard:single_return": Route(OFFICE, REFUSED, 422, args=lambda world: [world.single.pk]),
    "meetings:emergency": Route(KEEPERS, 200, 422),
    "meetings:exceptions": Route(BUSINESS),
    "meetings:exceptions_export": Route(BUSINESS, args=lambda world: ["csv"]),
    "meetings:matching": Route(KEEPERS),
    "meetings:settle": Route(KEEPERS, REFUSED, 422, args=lambda world: [world.meeting.pk], elsewhere=KEEPERS - EDITORS),
    "meetings:chains": Route(BUSINESS),
    "meetings:chains_export": Route(BUSINESS, args=lambda world: ["csv"]),
    "meetings:chain": Route(BUSINESS, args=lambda world: [world.meeting.pk], elsewhere=NOT_DEPARTMENT),
    "meetings:conferences": Route(OFFICE),
    "meetings:conferences_export": Route(OFFICE, args=lambda world: ["csv"]),
    "meetings:convene": Route(OFFICE, 200, 422),
    "meetings:conference": Route(OFFICE, args=lambda world: [world.conference.pk]),
    "meetings:agenda_add": Route(OFFICE, 200, 422, args=lambda world: [world.conference.pk]),
    "meetings:agenda_decide": Route(OFFICE, REFUSED, 422, args=lambda world: [world.agenda_item.pk]),
    "meetings:agenda_remove": Route(OFFICE, REFUSED, 422, args=lambda world: [world.agenda_item.pk]),
    # the change history, the table of holidays
    "registers:history": Route(frozenset({"auditor"})),
    "registers:holidays": Route(SYSTEM, post=422),
    "registers:holiday_delete": Route(SYSTEM, REFUSED, ON, args=lambda world: [world.holiday.pk]),
    # imports; the system administrator's are those of organizations
    "registers:imports": Route(IMPORTERS),
    "registers:import_new": Route(IMPORTERS, post=422),
    "registers:import": Route(IMPORTERS, args=lambda world: [world.import_.pk], elsewhere=IMPORTERS - EDITORS),
    # the import of `world` is still being read: nothing to place yet, nothing rejected yet
    "registers:import_columns": Route(
        IMPORTERS, ON, ON, args=lambda world: [world.import_.pk], elsewhere=IMPORTERS - EDITORS
    ),
    "registers:import_confirm": Route(
        IMPORTERS, REFUSED, ON, args=lambda world: [world.import_.pk], elsewhere=IMPORTERS - EDITORS
    ),
    "registers:import_cancel": Route(
        IMPORTERS, REFUSED, ON, args=lambda world: [world.import_.pk], elsewhere=IMPORTERS - EDITORS
    ),
    "registers:import_rejected": Route(IMPORTERS, args=lambda world: [world.import_.pk], elsewhere=IMPORTERS),
    "registers:import_template": Route(IMPORTERS, args=lambda world: ["documents"], elsewhere=SYSTEM | DISCIPLINE),
    # cases, complaints and talks of a discipline organ, for those who keep them and no other
    **{f"accountability:{name}": Route(DISCIPLINE) for name in ("cases", "complaints", "talks")},
    **{f"accountability:{name}_entry": Route(DISCIPLINE, 200, 422) for name in ("cases", "complaints", "talks")},
    **confidential("cases", "case", "facts"),
    **confidential("complaints", "complaint", "notice"),
    **confidential("talks", "talk", "reply"),
    **circled("cases", "case"),
    **circled("talks", "talk"),
    # tips and exposures of the lead office, and what everybody may open: forms there carry a mark of their own
    "openness:tips": Route(HANDLERS),
    "openness:tip": Route(HANDLERS, args=lambda world: [world.tip.pk], elsewhere=DISCIPLINE),
    **{
        f"openness:tip_{act}": Route(HANDLERS, REFUSED, 422, args=lambda world: [world.tip.pk], elsewhere=DISCIPLINE)
        for act in ("sort", "pass", "ask", "answer", "close")
    },
    "openness:exposures": Route(OFFICE),
    "openness:exposure_new": Route(OFFICE, 200, 422),
    "openness:exposure": Route(OFFICE, 200, 422, args=lambda world: [world.exposure.pk]),
    "openness:exposure_approve": Route(OFFICE, REFUSED, 422, args=lambda world: [world.exposure.pk]),
    "openness:exposure_withdraw": Route(OFFICE, REFUSED, 422, args=lambda world: [world.exposure.pk]),
    "public:tell": own(200, 403, open=(200, 403, REFUSED, REFUSED)),
    "public:look": own(200, 403, open=(200, 403, REFUSED, REFUSED)),
    "public:exposures": own(200, open=(200, REFUSED, REFUSED, REFUSED)),
    "public:exposure": own(200, open=(200, REFUSED, REFUSED, REFUSED), args=lambda world: [world.published.pk]),
    "public:feed": own(200, open=(200, REFUSED, REFUSED, REFUSED)),
    "accountability:deadlines": Route(DISCIPLINE),
    "accountability:reference": Route(DISCIPLINE),
}
