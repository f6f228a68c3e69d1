"""Addresses of the pages over standings and flags."""

from django.urls import path

from dashboard.approvals.views import Approval, ApprovalList, Approvals, TakeBack
from dashboard.calendar.feed import calendar_feed
from dashboard.calendar.views import CalendarPage, RenewFeed
from dashboard.evidence.planned import Planned
from dashboard.evidence.views import EvidencePage, Explain
from dashboard.explanations.views import Decide, Explanations
from dashboard.flags.views import FlagPage, Flags
from dashboard.inspection_plans.urls import urlpatterns as inspection_plans
from dashboard.measures.views import MeasurePage, Measures
from dashboard.organizations.views import OrganizationPage, Organizations
from dashboard.overview.views import Overview
from dashboard.plans.views import AddLine, CheckTyping, PlanLine, PlanPage, SaveLine, SubmitPlan, TakeWay
from dashboard.restricted.views import ProvinceTotals
from dashboard.scope.views import Scope
from dashboard.singles.listing import Singles, SinglesExport
from dashboard.singles.views import CheckSingle, NewSingle, OfficeAct, SaveSingle, Single, UnitAct
from dashboard.targets.views import CorrectTarget, DraftTargets, IssueTargets, Targets

app_name = "dashboard"
urlpatterns = [
    path("", Overview.as_view(), name="overview"),
    path("measures/", Measures.as_view(), name="measures"),
    path("measures/<int:number>/", MeasurePage.as_view(), name="measure"),
    path("organizations/", Organizations.as_view(), name="organizations"),
    path("organizations/<str:code>/", OrganizationPage.as_view(), name="organization"),
    path("evidence/<str:key>/<str:code>/<int:year>/", EvidencePage.as_view(), name="evidence"),
    path("evidence/<str:key>/<str:code>/<int:year>/explain/", Explain.as_view(), name="explain"),
    path("planned/<int:pk>/", Planned.as_view(), name="planned"),
    path("explanations/", Explanations.as_view(), name="explanations"),
    path("explanations/<int:pk>/decide/", Decide.as_view(), name="explanation_decide"),
    path("flags/", Flags.as_view(), name="flags"),
    path("flags/<int:pk>/", FlagPage.as_view(), name="flag"),
    path("approvals/", Approvals.as_view(), name="approvals"),
    path("approvals/list/", ApprovalList.as_view(), name="approvals_list"),
    path("approvals/<int:pk>/", Approval.as_view(), name="approval"),
    path("approvals/decisions/<int:pk>/take-back/", TakeBack.as_view(), name="approval_take_back"),
    path("targets/", Targets.as_view(), name="targets"),
    path("targets/draft/", DraftTargets.as_view(), name="targets_draft"),
    path("targets/issue/", IssueTargets.as_view(), name="targets_issue"),
    path("targets/<int:pk>/correct/", CorrectTarget.as_view(), name="target_correct"),
    path("plans/<int:pk>/", PlanPage.as_view(), name="plan"),
    path("plans/<int:pk>/add/", AddLine.as_view(), name="plan_add"),
    path("plans/<int:pk>/check/", CheckTyping.as_view(), name="plan_check"),
    path("plans/<int:pk>/submit/", SubmitPlan.as_view(), name="plan_submit"),
    path("plans/lines/<int:pk>/", PlanLine.as_view(), name="plan_line"),
    path("plans/lines/<int:pk>/save/", SaveLine.as_view(), name="plan_save"),
    path("plans/lines/<int:pk>/way/", TakeWay.as_view(), name="plan_way"),
    path("singles/", Singles.as_view(), name="singles"),
    path("singles/export/<str:format>/", SinglesExport.as_view(), name="singles_export"),
    path("singles/new/", NewSingle.as_view(), name="single_new"),
    path("singles/check/", CheckSingle.as_view(), name="single_check"),
    path("singles/<int:pk>/", Single.as_view(), name="single"),
    path("singles/<int:pk>/save/", SaveSingle.as_view(), name="single_save"),
    path("singles/<int:pk>/withdraw/", UnitAct.as_view(), {"act": "withdraw"}, name="single_withdraw"),
    path("singles/<int:pk>/cancel/", UnitAct.as_view(), {"act": "cancel"}, name="single_cancel"),
    path("singles/<int:pk>/pass/", OfficeAct.as_view(), {"act": "pass"}, name="single_pass"),
    path("singles/<int:pk>/return/", OfficeAct.as_view(), {"act": "return"}, name="single_return"),
    path("restricted/", ProvinceTotals.as_view(), name="restricted"),
    path("scope/", Scope.as_view(), name="scope"),
    path("calendar/", CalendarPage.as_view(), name="calendar"),
    path("calendar/feed/", RenewFeed.as_view(), name="calendar_renew"),
    path("calendar/<str:secret>.ics", calendar_feed, name="calendar_feed"),
    *inspection_plans,
]
