"""Plans and meetings."""

from tests.routes.route import (
    BUSINESS,
    DECIDERS,
    EDITORS,
    KEEPERS,
    NOT_DEPARTMENT,
    NOT_PLANNERS,
    OFFICE,
    ON,
    REFUSED,
    Route,
)

MEETINGS: dict[str, Route] = {
    "dashboard:planned": Route(BUSINESS, ON, args=lambda world: [world.waiting.pk], elsewhere=NOT_DEPARTMENT),
    # documents
    # meetings held
    "meetings:list": Route(BUSINESS),
    "meetings:export": Route(BUSINESS, args=lambda world: ["csv"]),
    "meetings:entry": Route(KEEPERS, post=422),
    "meetings:meeting": Route(BUSINESS, args=lambda world: [world.meeting.pk], elsewhere=NOT_DEPARTMENT),
    "meetings:correct": Route(
        KEEPERS, REFUSED, 422, args=lambda world: [world.meeting.pk], elsewhere=KEEPERS - EDITORS
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
}
