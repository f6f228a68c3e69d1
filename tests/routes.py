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
IMPORTERS = KEEPERS | SYSTEM


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
    # registers 9 to 12
    "inspections:visits": Route(BUSINESS),
    "inspections:visit_export": Route(BUSINESS, args=lambda world: ["csv"]),
    "inspections:visit_entry": Route(KEEPERS, post=422),
    "inspections:visit": Route(BUSINESS, args=lambda world: [world.visit.pk], elsewhere=NOT_DEPARTMENT),
    "inspections:visit_correct": Route(
        KEEPERS, REFUSED, 422, args=lambda world: [world.visit.pk], elsewhere=KEEPERS - EDITORS
    ),
    "inspections:requests": Route(BUSINESS),
    "inspections:request_export": Route(BUSINESS, args=lambda world: ["csv"]),
    "inspections:request_entry": Route(KEEPERS, post=422),
    "inspections:request": Route(BUSINESS, args=lambda world: [world.data_request.pk], elsewhere=NOT_DEPARTMENT),
    "inspections:request_correct": Route(
        KEEPERS, REFUSED, 422, args=lambda world: [world.data_request.pk], elsewhere=KEEPERS - EDITORS
    ),
    "inspections:results": Route(BUSINESS),
    "inspections:result_export": Route(BUSINESS, args=lambda world: ["csv"]),
    "inspections:result_entry": Route(KEEPERS, post=422),
    "inspections:result": Route(BUSINESS, args=lambda world: [world.shared_result.pk], elsewhere=NOT_DEPARTMENT),
    "inspections:result_correct": Route(
        KEEPERS, REFUSED, 422, args=lambda world: [world.shared_result.pk], elsewhere=KEEPERS - EDITORS
    ),
    "inspections:clearances": Route(BUSINESS),
    "inspections:clearance_export": Route(BUSINESS, args=lambda world: ["csv"]),
    "inspections:clearance_entry": Route(KEEPERS, post=422),
    "inspections:clearance": Route(BUSINESS, args=lambda world: [world.clearance_item.pk], elsewhere=NOT_DEPARTMENT),
    "inspections:clearance_correct": Route(
        KEEPERS, REFUSED, 422, args=lambda world: [world.clearance_item.pk], elsewhere=KEEPERS - EDITORS
    ),
    # proposals to join inspections: the office's, and once sent those of the departments that they concern
    "inspections:merging": Route(PLANNERS),
    "inspections:merging_run": Route(OFFICE, REFUSED, 422),
    "inspections:merge_proposal": Route(PLANNERS, args=merger, elsewhere=PLANNERS - EDITORS),
    "inspections:merge_terms": Route(OFFICE, REFUSED, 422, args=merger),
    "inspections:merge_send": Route(OFFICE, REFUSED, 422, args=merger),
    "inspections:merge_answer": Route(PLANNERS, REFUSED, 422, args=merger, elsewhere=PLANNERS - PLAN_HERE),
    "inspections:merge_decide": Route(OFFICE, REFUSED, 422, args=merger),
    # annual plans of inspections, single items, decisions, letters, filing numbers
    "inspections:plans": Route(BUSINESS),
    "inspections:plan_start": Route(PLANNERS, REFUSED, 422),
    "inspections:plan_items_export": Route(BUSINESS, args=lambda world: ["csv"]),
    "inspections:plans_export": Route(BUSINESS, args=lambda world: ["csv"]),
    "dashboard:inspection_plan": Route(BUSINESS, args=plan_of, elsewhere=NOT_DEPARTMENT),
    **{
        f"dashboard:inspection_{name}": Route(PLANNERS, REFUSED, post, args=plan_of, elsewhere=PLANNERS - PLAN_HERE)
        for name, post in (
            ("line_add", 422),
            ("line_check", 200),
            ("plan_carry_over", ON),
            ("plan_submit", ON),
            ("plan_withdraw", ON),
        )
    },
    "dashboard:inspection_plan_pass_on": Route(OFFICE, REFUSED, ON, args=plan_of),
    "dashboard:inspection_plan_return": Route(OFFICE, REFUSED, 422, args=plan_of),
    "dashboard:inspection_plan_publish": Route(OFFICE, REFUSED, ON, args=plan_of),
    "dashboard:inspection_single": Route(PLANNERS, post=422),
    "dashboard:inspection_item": Route(BUSINESS, args=line_of, elsewhere=NOT_DEPARTMENT),
    **{
        f"dashboard:inspection_{name}": Route(PLANNERS, REFUSED, post, args=line_of, elsewhere=PLANNERS - PLAN_HERE)
        for name, post in (
            ("line_save", 422),
            ("line_remove", ON),
            ("line_way", ON),
            ("line_undo", ON),
            ("line_reason", ON),
            ("item_submit", ON),
            ("item_withdraw", ON),
            ("item_amend", ON),
            ("item_cancel", ON),
        )
    },
    "dashboard:inspection_item_pass_on": Route(OFFICE, REFUSED, ON, args=line_of),
    "dashboard:inspection_item_return": Route(OFFICE, REFUSED, 422, args=line_of),
    "dashboard:inspection_decisions": Route(LEADER, ON),
    "dashboard:inspection_decision": Route(LEADER, post=422, args=lambda world: [world.waiting_item.pk]),
    "dashboard:inspection_decision_take_back": Route(LEADER, REFUSED, ON, args=lambda world: [world.waiting_item.pk]),
    "inspections:letter": Route(BUSINESS, args=lambda world: [world.reaching_county.pk], elsewhere=NOT_DEPARTMENT),
    "inspections:filed": Route(BUSINESS),
    "inspections:filed_number": Route(
        BUSINESS,
        args=lambda world: [world.reaching_county.filing_number],
        elsewhere=NOT_DEPARTMENT - {"city", "county"},
    ),
    # forms asked of the grassroots on their way to a filing number, and who holds it already
    "inspections:filings": Route(BUSINESS),
    "inspections:filing_new": Route(PLANNERS, post=422),
    "inspections:filing": Route(BUSINESS, args=filing_of, elsewhere=NOT_DEPARTMENT),
    "inspections:filing_submit": Route(PLANNERS, REFUSED, 409, args=filing_of, elsewhere=PLANNERS - PLAN_HERE),
    "inspections:filing_withdraw": Route(PLANNERS, REFUSED, 409, args=filing_of, elsewhere=PLANNERS - PLAN_HERE),
    "inspections:filing_decide": Route(OFFICE, REFUSED, 409, args=filing_of),
    "inspections:library": Route(PLANNERS),
    "inspections:use_result": Route(PLANNERS, REFUSED, ON, args=lambda world: [world.shared_result.pk]),
    # the lists to be cleared: units propose, the office decides
    "inspections:clearing": Route(BUSINESS),
    "inspections:clearing_item": Route(BUSINESS, args=clearing_of, elsewhere=NOT_DEPARTMENT),
    "inspections:clearing_propose": Route(KEEPERS, REFUSED, 422, args=clearing_of, elsewhere=KEEPERS - EDITORS),
    "inspections:clearing_decide": Route(OFFICE, REFUSED, 422, args=clearing_of),
    "inspections:clearing_look_again": Route(OFFICE, REFUSED, ON, args=clearing_of),
    # a county's calendar and its feed; what counties tap, what the office makes of it, what departments are told
    "dashboard:calendar": Route(CALENDAR),
    "dashboard:calendar_renew": Route(CALENDAR, REFUSED, 200, data=lambda world: {"county": world.county.code}),
    "dashboard:calendar_feed": Route(
        SIGNED_IN, 200, args=lambda world: [world.feed_secret], open=(200, REFUSED, REFUSED, REFUSED)
    ),
    "inspections:mark": Route(COUNTY, REFUSED, ON, args=lambda world: [world.reaching_county.pk]),
    "inspections:unplanned": Route(COUNTY, 200, ON),
    "inspections:take_back": Route(COUNTY, REFUSED, ON, args=lambda world: [world.unplanned_report.pk]),
    "inspections:agree_to_be_named": Route(COUNTY, REFUSED, ON, args=lambda world: [world.unplanned_report.pk]),
    "inspections:reports": Route(OFFICE),
    "inspections:decide_report": Route(OFFICE, REFUSED, ON, args=lambda world: [world.unplanned_report.pk]),
    "inspections:decide_mark": Route(OFFICE, REFUSED, ON, args=lambda world: [world.visit_mark.pk]),
    "inspections:told": Route(BUSINESS),
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
    "registers:import_template": Route(IMPORTERS, args=lambda world: ["documents"], elsewhere=SYSTEM),
}
