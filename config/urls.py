"""Every address. `dashboard` holds the front page."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("organizations.urls")),
    path("registers/", include("registers.urls")),
    path("documents/", include("documents.urls")),
    path("", include("dashboard.urls")),
]
