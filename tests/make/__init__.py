"""One short maker per model: a plausible row with as little said as the test needs.

    make.document(organization=department, level=Level.COUNTY)

Everything is invented. Numbers that must differ are counted up.
"""

from tests.make.accountability import case, circle_member, complaint, exposure, talk, tip, tip_message, tip_tally
from tests.make.documents import classified_count, document, incoming, scope_table
from tests.make.inspections import (
    clearance_item,
    data_request,
    inspection_plan,
    merge_proposal,
    merge_run,
    planned_inspection,
    result_use,
    shared_result,
    unplanned_report,
    visit,
    visit_mark,
)
from tests.make.measures import baseline, deliverable, explanation, flag, flag_event, standing, target
from tests.make.meetings import agenda_item, decision, deputy, joint_conference, meeting, plan, planned, portfolio
from tests.make.numbers import DAY
from tests.make.organizations import assignment, hashed, organization, series, succession, user
from tests.make.registers import column_mapping, coverage, holiday, import_, outbox_job, scheduled_run

__all__ = [
    "DAY",
    "agenda_item",
    "assignment",
    "baseline",
    "case",
    "circle_member",
    "classified_count",
    "clearance_item",
    "column_mapping",
    "complaint",
    "coverage",
    "data_request",
    "decision",
    "deliverable",
    "deputy",
    "document",
    "explanation",
    "exposure",
    "flag",
    "flag_event",
    "hashed",
    "holiday",
    "import_",
    "incoming",
    "inspection_plan",
    "joint_conference",
    "meeting",
    "merge_proposal",
    "merge_run",
    "organization",
    "outbox_job",
    "plan",
    "planned",
    "planned_inspection",
    "portfolio",
    "result_use",
    "scheduled_run",
    "scope_table",
    "series",
    "shared_result",
    "standing",
    "succession",
    "talk",
    "target",
    "tip",
    "tip_message",
    "tip_tally",
    "unplanned_report",
    "user",
    "visit",
    "visit_mark",
]
