"""Registers 8 to 12, the plans, what counties say, merging, and calendars."""

from inspections.models.clearance import ClearanceItem, ClearanceItemQuerySet, ClearanceKind, Decision
from inspections.models.feed import CalendarFeed
from inspections.models.filing import FilingSeries
from inspections.models.item import (
    APPROVED_STATES,
    LINKED_STATES,
    OPEN_STATES,
    ItemState,
    PlannedInspection,
    PlannedInspectionQuerySet,
    ReachedCounty,
    ReachedCountyQuerySet,
)
from inspections.models.merging import Answer, MergeMember, MergeProposal, MergeRun, ProposalState
from inspections.models.plan import OPEN_PLANS, InspectionPlan, PlanState
from inspections.models.report import Came, Mark, ReportState, UnplannedReport, VisitMark
from inspections.models.request import ASKED_STATES, Channel, DataRequest, DataRequestQuerySet, RequestState
from inspections.models.result import ResultKind, ResultUse, SharedResult, SharedResultQuerySet
from inspections.models.visit import Origin, Visit, VisitQuerySet
from inspections.models.words import GRASSROOTS, BasisLevel, InspectionKind, PlaceLevel

__all__ = [
    "APPROVED_STATES",
    "ASKED_STATES",
    "GRASSROOTS",
    "LINKED_STATES",
    "OPEN_PLANS",
    "OPEN_STATES",
    "Answer",
    "BasisLevel",
    "CalendarFeed",
    "Came",
    "Channel",
    "ClearanceItem",
    "ClearanceItemQuerySet",
    "ClearanceKind",
    "DataRequest",
    "DataRequestQuerySet",
    "Decision",
    "FilingSeries",
    "InspectionKind",
    "InspectionPlan",
    "ItemState",
    "Mark",
    "MergeMember",
    "MergeProposal",
    "MergeRun",
    "Origin",
    "PlaceLevel",
    "PlanState",
    "PlannedInspection",
    "PlannedInspectionQuerySet",
    "ProposalState",
    "ReachedCounty",
    "ReachedCountyQuerySet",
    "ReportState",
    "RequestState",
    "ResultKind",
    "ResultUse",
    "SharedResult",
    "SharedResultQuerySet",
    "UnplannedReport",
    "Visit",
    "VisitMark",
    "VisitQuerySet",
]
