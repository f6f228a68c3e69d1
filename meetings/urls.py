"""Addresses below /meetings/."""

from __future__ import annotations

from django.urls import path

from meetings.views.chains import Chains, ChainsExport, OneChain
from meetings.views.coming import ComingMeetings
from meetings.views.conferences import (
    AddItem,
    Conference,
    Conferences,
    ConferencesExport,
    Convene,
    DecideItem,
    RemoveItem,
)
from meetings.views.decisions import Decisions, TakeBackEntry
from meetings.views.deputies import Deputies, EndDeputy
from meetings.views.emergencies import Emergency
from meetings.views.exceptions import Exceptions, ExceptionsExport
from meetings.views.held import Export, Meetings
from meetings.views.matching import Matching, Settle
from meetings.views.meeting import Correction, Entry, OneMeeting
from meetings.views.plan_acts import Cancel, LineAct, PassOn, Return, Withdraw
from meetings.views.plans import PlanExport, Plans, PlansExport, StartPlan
from meetings.views.portfolios import Portfolios

app_name = "meetings"
urlpatterns = [
    # what was held
    path("", Meetings.as_view(), name="list"),
    path("export/<str:format>/", Export.as_view(), name="export"),
    path("new/", Entry.as_view(), name="entry"),
    path("<int:pk>/", OneMeeting.as_view(), name="meeting"),
    path("<int:pk>/correct/", Correction.as_view(), name="correct"),
    # annual plans; the page of one stands in the dashboard, beside its ceiling
    path("plans/", Plans.as_view(), name="plans"),
    path("plans/export/<str:format>/", PlansExport.as_view(), name="plans_export"),
    path("plans/start/", StartPlan.as_view(), name="plan_start"),
    path("plans/<int:pk>/export/<str:format>/", PlanExport.as_view(), name="plan_export"),
    path("plans/<int:pk>/withdraw/", Withdraw.as_view(), name="plan_withdraw"),
    path("plans/<int:pk>/pass/", PassOn.as_view(), name="plan_pass"),
    path("plans/<int:pk>/return/", Return.as_view(), name="plan_return"),
    path("plans/lines/<int:pk>/undo/", LineAct.as_view(), {"act": "undo"}, name="plan_line_undo"),
    path("plans/lines/<int:pk>/delete/", LineAct.as_view(), {"act": "delete"}, name="plan_line_delete"),
    path("plans/lines/<int:pk>/restore/", LineAct.as_view(), {"act": "restore"}, name="plan_line_restore"),
    path("plans/lines/<int:pk>/cancel/", Cancel.as_view(), name="plan_line_cancel"),
    # who decides, what was decided on paper, and what reaches a county
    path("decisions/", Decisions.as_view(), name="decisions"),
    path("decisions/<int:pk>/take-back/", TakeBackEntry.as_view(), name="decision_take_back"),
    path("deputies/", Deputies.as_view(), name="deputies"),
    path("deputies/<int:pk>/end/", EndDeputy.as_view(), name="deputy_end"),
    path("portfolios/", Portfolios.as_view(), name="portfolios"),
    path("coming/", ComingMeetings.as_view(), name="coming"),
    # what was excused, what was held, what was held below because of it, and what need not be held
    path("exceptions/", Exceptions.as_view(), name="exceptions"),
    path("exceptions/export/<str:format>/", ExceptionsExport.as_view(), name="exceptions_export"),
    path("emergencies/new/", Emergency.as_view(), name="emergency"),
    path("matching/", Matching.as_view(), name="matching"),
    path("matching/<int:pk>/", Settle.as_view(), name="settle"),
    path("chains/", Chains.as_view(), name="chains"),
    path("chains/<int:pk>/", OneChain.as_view(), name="chain"),
    path("chains/export/<str:format>/", ChainsExport.as_view(), name="chains_export"),
    path("conferences/", Conferences.as_view(), name="conferences"),
    path("conferences/export/<str:format>/", ConferencesExport.as_view(), name="conferences_export"),
    path("conferences/new/", Convene.as_view(), name="convene"),
    path("conferences/<int:pk>/", Conference.as_view(), name="conference"),
    path("conferences/<int:pk>/add/", AddItem.as_view(), name="agenda_add"),
    path("conferences/items/<int:pk>/decide/", DecideItem.as_view(), name="agenda_decide"),
    path("conferences/items/<int:pk>/remove/", RemoveItem.as_view(), name="agenda_remove"),
]
