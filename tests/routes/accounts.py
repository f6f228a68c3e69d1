"""Signing in, accounts, health."""

from tests.routes.route import BUSINESS, KEEP_ACCOUNTS, ON, REFUSED, SECURITY, SIGN_IN, SYSTEM, Route, own

ACCOUNTS: dict[str, Route] = {
    # signing in; PUT is POST to Django's form views
    "account_login": own(ON, ON, ON, ON, open=(200, 200, 200, REFUSED)),
    "account_logout": own(200, SIGN_IN, open=(SIGN_IN, SIGN_IN, REFUSED, REFUSED)),
    "account_inactive": own(200, open=(200, REFUSED, REFUSED, REFUSED)),
    "account_reauthenticate": own(200, 200, 200),
    "account_change_password": own(200, 200, 200),
    "mfa_index": own(200),
    "mfa_authenticate": own(ON, ON, ON, ON, open=(SIGN_IN, SIGN_IN, SIGN_IN, SIGN_IN)),
    # before a second factor is touched, the password is asked again; nobody of the cast has one
    "mfa_reauthenticate": own(ON, ON, ON, ON),
    "mfa_activate_totp": own(ON, ON, ON, ON),
    "mfa_deactivate_totp": own(404, 404, 404, 404),
    "mfa_view_recovery_codes": own(404),
    "mfa_generate_recovery_codes": own(ON, ON, ON, ON),
    "mfa_download_recovery_codes": own(404, 404, 404, 404),
    "mfa_list_webauthn": own(200),
    "mfa_add_webauthn": own(ON, ON, ON, ON),
    "mfa_reauthenticate_webauthn": own(ON, ON, ON, ON),
    "mfa_remove_webauthn": own(ON, ON, ON, ON, args=lambda world: [world.passkey], absent=ON),
    "mfa_edit_webauthn": own(ON, ON, ON, ON, args=lambda world: [world.passkey], absent=ON),
    "mfa_login_webauthn": own(ON, ON, ON, ON, open=(SIGN_IN, SIGN_IN, SIGN_IN, REFUSED)),
    # single sign-on: accounts are never made by it
    "socialaccount_login_cancelled": own(200, open=(200, REFUSED, REFUSED, REFUSED)),
    "socialaccount_login_error": own(401),
    "socialaccount_signup": own(SIGN_IN, SIGN_IN, SIGN_IN, SIGN_IN, open=(SIGN_IN, SIGN_IN, SIGN_IN, SIGN_IN)),
    "socialaccount_connections": own(200, 200, 200),
    # none is set up here
    "openid_connect_login": own(404, 404, 404, 404, args=lambda world: ["province"], open=(404, 404, 404, 404)),
    "openid_connect_callback": own(404, 404, 404, 404, args=lambda world: ["province"], open=(404, 404, 404, 404)),
    "set_language": own(ON, ON, ON, ON, open=(ON, ON, ON, ON)),
    # probes for machines
    "healthz": own(200, open=(200, REFUSED, REFUSED, REFUSED)),
    "readyz": own(200, open=(200, REFUSED, REFUSED, REFUSED)),
    # accounts, roles, organizations
    "organizations:accounts": Route(KEEP_ACCOUNTS),
    "organizations:account_new": Route(SYSTEM, post=422),
    "organizations:account": Route(KEEP_ACCOUNTS, args=lambda world: [world.account.pk]),
    "organizations:account_deactivate": Route(SYSTEM, REFUSED, ON, args=lambda world: [world.account.pk]),
    "organizations:account_activate": Route(SYSTEM, REFUSED, 422, args=lambda world: [world.account.pk]),
    "organizations:account_password": Route(SYSTEM, REFUSED, 200, args=lambda world: [world.account.pk]),
    "organizations:account_second_factors": Route(SYSTEM, REFUSED, 422, args=lambda world: [world.account.pk]),
    "organizations:account_roles": Route(SECURITY, REFUSED, 422, args=lambda world: [world.account.pk]),
    "organizations:account_role_end": Route(SECURITY, REFUSED, ON, args=lambda world: [world.assignment.pk]),
    "organizations:directory": Route(BUSINESS | KEEP_ACCOUNTS),
    "organizations:directory_entry": Route(BUSINESS | KEEP_ACCOUNTS, args=lambda world: [world.department.code]),
    "organizations:directory_amend": Route(SYSTEM, REFUSED, 422, args=lambda world: [world.department.code]),
    "organizations:directory_succeed": Route(SYSTEM, REFUSED, 422, args=lambda world: [world.department.code]),
}
