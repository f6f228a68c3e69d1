"""Pages over standings."""

from tests.routes.route import BUSINESS, EDITORS, EXPLAINERS, NOT_DEPARTMENT, OFFICE, ON, REFUSED, Route, evidence

DASHBOARD: dict[str, Route] = {
    "dashboard:restricted": Route(BUSINESS),
    # overview, measures, organizations, evidence
    "dashboard:overview": Route(BUSINESS),
    "dashboard:measures": Route(BUSINESS),
    "dashboard:measure": Route(BUSINESS, args=lambda world: [4]),
    "dashboard:organizations": Route(BUSINESS),
    "dashboard:organization": Route(BUSINESS, args=lambda world: [world.department.code], elsewhere=NOT_DEPARTMENT),
    "dashboard:evidence": Route(BUSINESS, args=evidence, elsewhere=NOT_DEPARTMENT),
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
}
