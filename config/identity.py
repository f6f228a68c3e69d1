"""A province's single sign-on: OpenID Connect from the environment."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured


def openid_connect(env: environ.Env) -> dict[str, Any]:
    """allauth's provider settings from OIDC_SERVER_URL, OIDC_CLIENT_ID, OIDC_SECRET, OIDC_NAME; {} without a server."""
    server = env.str("OIDC_SERVER_URL", default="")
    if not server:
        return {}
    client = env.str("OIDC_CLIENT_ID", default="")
    if not server.startswith(("https://", "http://")) or not client:
        raise ImproperlyConfigured(
            "Single sign-on needs OIDC_SERVER_URL=https://… and OIDC_CLIENT_ID (with OIDC_SECRET). "
            "Leave all of them empty to do without."
        )
    app = {
        "provider_id": "province",
        "name": env.str("OIDC_NAME", default="统一身份认证"),
        "client_id": client,
        "secret": env.str("OIDC_SECRET", default=""),
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}
