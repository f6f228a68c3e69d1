"""The base of every page behind the sign-in: it cannot exist without saying which power it demands."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views import View

from organizations.roles import Power
from organizations.scoping import has_power


class PermittedView(View):
    """A page for those who hold one of `powers` (ANYONE_SIGNED_IN: every account). A missing power is 403.

    Another's record is 404: reach records through `visible_to(request.user)` only.
    """

    ANYONE_SIGNED_IN: ClassVar[frozenset[Power]] = frozenset(Power)
    powers: ClassVar[frozenset[Power]]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        # an empty set would open the page to nobody, or read as if it demanded nothing
        if not (isinstance(getattr(cls, "powers", None), frozenset) and cls.powers):
            raise ImproperlyConfigured(f"{cls.__module__}.{cls.__qualname__} does not state its powers")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.powers is not PermittedView.ANYONE_SIGNED_IN and not any(
            has_power(request.user, power) for power in self.powers
        ):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
