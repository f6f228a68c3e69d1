"""What browsers are told to allow: nothing that is not ours, no inline script or style without the request's nonce."""

from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF


def content_security_policy(production: bool, sign_on: str) -> dict[str, Any]:
    """django-csp's setting. `sign_on`: address of a single sign-on that the sign-in form leads to, or empty."""
    address = urlsplit(sign_on)
    directives: dict[str, Any] = {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        # Bootstrap's small signs are SVG in data: addresses
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *([f"{address.scheme}://{address.netloc}"] if sign_on else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
    if production:
        directives["upgrade-insecure-requests"] = True
    return {"DIRECTIVES": directives}
