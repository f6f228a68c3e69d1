"""Inspections, the county's calendar, filing, clearing."""

from tests.routes.route import (
    BUSINESS,
    CALENDAR,
    COUNTY,
    EDITORS,
    KEEPERS,
    LEADER,
    NOT_DEPARTMENT,
    OFFICE,
    ON,
    PLAN_HERE,
    PLANNERS,
    REFUSED,
    SIGNED_IN,
    Route,
    clearing_of,
    filing_of,
    line_of,
    merger,
    plan_of,
)

INSPECTIONS: dict[str, Route] = {
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
}
