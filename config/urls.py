"""Every address. `dashboard` holds the front page."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from config.health import alive, ready
from dashboard.accounts.views import ChangePassword

urlpatterns = [
    path("accounts/password/change/", ChangePassword.as_view(), name="account_change_password"),
    path("accounts/", include("organizations.account_urls")),
    # the language is chosen before signing in too
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path("", include("dashboard.accounts.urls")),
    path("registers/", include("registers.urls")),
    path("documents/", include("documents.urls")),
    path("meetings/", include("meetings.urls")),
    path("inspections/", include("inspections.urls")),
    path("public/", include("accountability.public_urls")),
    path("openness/", include("accountability.openness_urls")),
    path("accountability/", include("accountability.urls")),
    path("", include("dashboard.urls")),
    path("healthz", alive, name="healthz"),
    path("readyz", ready, name="readyz"),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.page_not_found"
handler500 = "config.errors.server_error"
