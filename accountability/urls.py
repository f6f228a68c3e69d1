"""Addresses below /accountability/."""

from __future__ import annotations

from django.urls import path

from accountability.routes import addresses
from accountability.views import cases, complaints, talks
from accountability.views.deadlines import Deadlines, Reference

app_name = "accountability"
urlpatterns = [
    *addresses("cases", cases, "Case", circled=True),
    *addresses("complaints", complaints, "Complaint", circled=False),
    *addresses("talks", talks, "Talk", circled=True),
    path("deadlines/", Deadlines.as_view(), name="deadlines"),
    path("reference/", Reference.as_view(), name="reference"),
]
