"""Addresses of the pages over standings and flags."""

from django.urls import path

from dashboard.calendar.feed import calendar_feed
from dashboard.calendar.views import CalendarPage, RenewFeed
from dashboard.evidence.views import EvidencePage, Explain
from dashboard.explanations.views import Decide, Explanations
from dashboard.flags.views import FlagPage, Flags
from dashboard.inspection_plans.urls import urlpatterns as inspection_plans
from dashboard.measures.views import MeasurePage, Measures
from dashboard.organizations.views import OrganizationPage, Organizations
from dashboard.overview.views import Overview
from dashboard.scope.views import Scope
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
    path("explanations/", Explanations.as_view(), name="explanations"),
    path("explanations/<int:pk>/decide/", Decide.as_view(), name="explanation_decide"),
    path("flags/", Flags.as_view(), name="flags"),
    path("flags/<int:pk>/", FlagPage.as_view(), name="flag"),
    path("targets/", Targets.as_view(), name="targets"),
    path("targets/draft/", DraftTargets.as_view(), name="targets_draft"),
    path("targets/issue/", IssueTargets.as_view(), name="targets_issue"),
    path("targets/<int:pk>/correct/", CorrectTarget.as_view(), name="target_correct"),
    path("scope/", Scope.as_view(), name="scope"),
    path("calendar/", CalendarPage.as_view(), name="calendar"),
    path("calendar/feed/", RenewFeed.as_view(), name="calendar_renew"),
    path("calendar/<str:secret>.ics", calendar_feed, name="calendar_feed"),
    *inspection_plans,
]
