"""Addresses of accounts, roles and organizations."""

from django.urls import path

from dashboard.accounts import directory, roles, views

app_name = "organizations"
urlpatterns = [
    path("settings/accounts/", views.Accounts.as_view(), name="accounts"),
    path("settings/accounts/new/", views.NewAccount.as_view(), name="account_new"),
    path("settings/accounts/<int:pk>/", views.Account.as_view(), name="account"),
    path("settings/accounts/<int:pk>/deactivate/", views.Deactivate.as_view(), name="account_deactivate"),
    path("settings/accounts/<int:pk>/activate/", views.Activate.as_view(), name="account_activate"),
    path("settings/accounts/<int:pk>/password/", views.ResetPassword.as_view(), name="account_password"),
    path(
        "settings/accounts/<int:pk>/second-factors/",
        views.ClearSecondFactors.as_view(),
        name="account_second_factors",
    ),
    path("settings/accounts/<int:pk>/roles/", roles.AssignRole.as_view(), name="account_roles"),
    path("settings/roles/<int:pk>/end/", roles.EndRole.as_view(), name="account_role_end"),
    path("settings/organizations/", directory.Directory.as_view(), name="directory"),
    path("settings/organizations/<str:code>/", directory.DirectoryEntry.as_view(), name="directory_entry"),
    path("settings/organizations/<str:code>/amend/", directory.AmendOrganization.as_view(), name="directory_amend"),
    path("settings/organizations/<str:code>/succeed/", directory.Succeed.as_view(), name="directory_succeed"),
]
