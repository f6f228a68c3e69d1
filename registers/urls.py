"""Addresses under /registers/: imports, the change history, the table of holidays."""

from django.urls import path

from registers import history_pages, holiday_pages, views

app_name = "registers"
urlpatterns = [
    path("history/", history_pages.History.as_view(), name="history"),
    path("holidays/", holiday_pages.Holidays.as_view(), name="holidays"),
    path("holidays/<int:pk>/delete/", holiday_pages.DeleteHoliday.as_view(), name="holiday_delete"),
    path("imports/", views.Imports.as_view(), name="imports"),
    path("imports/new/", views.New.as_view(), name="import_new"),
    path("imports/<int:pk>/", views.One.as_view(), name="import"),
    path("imports/<int:pk>/columns/", views.Columns.as_view(), name="import_columns"),
    path("imports/<int:pk>/confirm/", views.Confirm.as_view(), name="import_confirm"),
    path("imports/<int:pk>/cancel/", views.Cancel.as_view(), name="import_cancel"),
    path("imports/<int:pk>/rejected/", views.Rejected.as_view(), name="import_rejected"),
    path("imports/template/<slug:name>/", views.Template.as_view(), name="import_template"),
]
