"""Addresses of the pages over standings and flags."""

from django.urls import path

from dashboard.overview.views import Overview

app_name = "dashboard"
urlpatterns = [
    path("", Overview.as_view(), name="overview"),
]
