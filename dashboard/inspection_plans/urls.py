"""Addresses of plans, single items and decisions; part of the dashboard's."""

from django.urls import path

from dashboard.inspection_plans.decide import Decision, Decisions, TakeBack
from dashboard.inspection_plans.item import CheckItem, ItemAct, ItemPage, NewSingle
from dashboard.inspection_plans.line_views import GiveReason, RemoveLine, SaveLine, TakeWay, UndoWay
from dashboard.inspection_plans.views import (
    AddLine,
    CarryOver,
    CheckTyping,
    GiveBack,
    PassOn,
    PlanPage,
    Publish,
    SubmitPlan,
    WithdrawPlan,
)

PLAN, ITEM = "inspection-plans/<int:pk>/", "inspection-items/<int:pk>/"
urlpatterns = [
    path(PLAN, PlanPage.as_view(), name="inspection_plan"),
    path(f"{PLAN}add/", AddLine.as_view(), name="inspection_line_add"),
    path(f"{PLAN}check/", CheckTyping.as_view(), name="inspection_line_check"),
    path(f"{PLAN}carry-over/", CarryOver.as_view(), name="inspection_plan_carry_over"),
    path(f"{PLAN}submit/", SubmitPlan.as_view(), name="inspection_plan_submit"),
    path(f"{PLAN}withdraw/", WithdrawPlan.as_view(), name="inspection_plan_withdraw"),
    path(f"{PLAN}pass-on/", PassOn.as_view(), name="inspection_plan_pass_on"),
    path(f"{PLAN}return/", GiveBack.as_view(), name="inspection_plan_return"),
    path(f"{PLAN}publish/", Publish.as_view(), name="inspection_plan_publish"),
    path("inspection-items/new/", NewSingle.as_view(), name="inspection_single"),
    path(ITEM, ItemPage.as_view(), name="inspection_item"),
    path(f"{ITEM}save/", SaveLine.as_view(), name="inspection_line_save"),
    path(f"{ITEM}remove/", RemoveLine.as_view(), name="inspection_line_remove"),
    path(f"{ITEM}way/", TakeWay.as_view(), name="inspection_line_way"),
    path(f"{ITEM}undo/", UndoWay.as_view(), name="inspection_line_undo"),
    path(f"{ITEM}reason/", GiveReason.as_view(), name="inspection_line_reason"),
    path(f"{ITEM}submit/", ItemAct.as_view(act="submit"), name="inspection_item_submit"),
    path(f"{ITEM}withdraw/", ItemAct.as_view(act="withdraw"), name="inspection_item_withdraw"),
    path(f"{ITEM}amend/", ItemAct.as_view(act="amend"), name="inspection_item_amend"),
    path(f"{ITEM}cancel/", ItemAct.as_view(act="cancel"), name="inspection_item_cancel"),
    path(f"{ITEM}pass-on/", CheckItem.as_view(act="pass"), name="inspection_item_pass_on"),
    path(f"{ITEM}return/", CheckItem.as_view(act="return"), name="inspection_item_return"),
    path("inspection-decisions/", Decisions.as_view(), name="inspection_decisions"),
    path("inspection-decisions/<int:pk>/", Decision.as_view(), name="inspection_decision"),
    path("inspection-decisions/<int:pk>/take-back/", TakeBack.as_view(), name="inspection_decision_take_back"),
]
