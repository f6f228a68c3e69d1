"""Addresses below /inspections/."""

from django.urls import path

from inspections.routes import registers
from inspections.views.clearing import Clearing, ClearingItem, Decide, LookAgain, Propose
from inspections.views.confirming import DecideMark, DecideReport, Reports, ToldPage
from inspections.views.filing import Filed, FiledNumber, Letter
from inspections.views.merging import Merging, RunMerging
from inspections.views.plans import ItemsExport, Plans, PlansExport, StartPlan
from inspections.views.proposals import DecideMerge, OneProposal, Reply, Revise, Send
from inspections.views.reports import AgreeToBeNamed, MarkItem, TakeBack, Unplanned
from inspections.views.requests import (
    DecideRequest,
    Filing,
    Filings,
    Library,
    NewRequest,
    SubmitRequest,
    UseResult,
    WithdrawRequest,
)

app_name = "inspections"
urlpatterns = [
    *registers(),
    # what counties tap, what the office makes of it, what departments are told
    path("items/<int:item>/mark/", MarkItem.as_view(), name="mark"),
    path("unplanned/", Unplanned.as_view(), name="unplanned"),
    path("unplanned/<int:pk>/take-back/", TakeBack.as_view(), name="take_back"),
    path("unplanned/<int:pk>/name/", AgreeToBeNamed.as_view(), name="agree_to_be_named"),
    path("reports/", Reports.as_view(), name="reports"),
    path("reports/<int:pk>/decide/", DecideReport.as_view(), name="decide_report"),
    path("marks/<int:pk>/decide/", DecideMark.as_view(), name="decide_mark"),
    path("told/", ToldPage.as_view(), name="told"),
    # annual plans, letters, filing numbers
    path("plans/", Plans.as_view(), name="plans"),
    path("plans/start/", StartPlan.as_view(), name="plan_start"),
    path("plans/export/<str:format>/", PlansExport.as_view(), name="plans_export"),
    path("plans/items/<str:format>/", ItemsExport.as_view(), name="plan_items_export"),
    path("letters/<int:pk>/", Letter.as_view(), name="letter"),
    path("filed/", Filed.as_view(), name="filed"),
    path("filed/<str:number>/", FiledNumber.as_view(), name="filed_number"),
    # forms asked of the grassroots, and who holds it already
    path("filings/", Filings.as_view(), name="filings"),
    path("filings/new/", NewRequest.as_view(), name="filing_new"),
    path("filings/<int:pk>/", Filing.as_view(), name="filing"),
    path("filings/<int:pk>/submit/", SubmitRequest.as_view(), name="filing_submit"),
    path("filings/<int:pk>/withdraw/", WithdrawRequest.as_view(), name="filing_withdraw"),
    path("filings/<int:pk>/decide/", DecideRequest.as_view(), name="filing_decide"),
    path("library/", Library.as_view(), name="library"),
    path("library/<int:pk>/use/", UseResult.as_view(), name="use_result"),
    # the lists to be cleared
    path("clearing/", Clearing.as_view(), name="clearing"),
    path("clearing/<int:pk>/", ClearingItem.as_view(), name="clearing_item"),
    path("clearing/<int:pk>/propose/", Propose.as_view(), name="clearing_propose"),
    path("clearing/<int:pk>/decide/", Decide.as_view(), name="clearing_decide"),
    path("clearing/<int:pk>/look-again/", LookAgain.as_view(), name="clearing_look_again"),
    # joint teams
    path("merging/", Merging.as_view(), name="merging"),
    path("merging/run/", RunMerging.as_view(), name="merging_run"),
    path("merging/<int:pk>/", OneProposal.as_view(), name="merge_proposal"),
    path("merging/<int:pk>/terms/", Revise.as_view(), name="merge_terms"),
    path("merging/<int:pk>/send/", Send.as_view(), name="merge_send"),
    path("merging/<int:pk>/answer/", Reply.as_view(), name="merge_answer"),
    path("merging/<int:pk>/decide/", DecideMerge.as_view(), name="merge_decide"),
]
