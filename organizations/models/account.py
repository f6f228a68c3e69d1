"""Accounts and what they may do. An account without a role can do nothing."""

import secrets
from collections.abc import Iterator
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from organizations.models.organization import Organization
from organizations.roles import Power, Role
from organizations.scoping import ScopedQuerySet, has_power


def fresh_stamp() -> str:
    return secrets.token_hex(16)


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: Any, on: date | None = None) -> Self:
        """Everyone to those who keep accounts or assign roles; to others themselves alone."""
        if has_power(user, Power.MANAGE_ACCOUNTS, on) or has_power(user, Power.ASSIGN_ROLES, on):
            return self.all()
        return self.filter(pk=user.pk) if user.is_authenticated else self.none()

    def editable_by(self, user: Any, on: date | None = None) -> Self:
        return self.all() if has_power(user, Power.MANAGE_ACCOUNTS, on) else self.none()


class AccountManager(UserManager.from_queryset(UserQuerySet)):
    use_in_migrations = False


class User(AbstractUser):
    """An office account. Names of posts, not more about the person than a sign-in needs."""

    first_name = None
    last_name = None
    display_name = models.CharField(_("姓名或岗位"), max_length=60, blank=True)
    # part of the sessions' seal: a new stamp ends every session (trust.md, 9)
    security_stamp = models.CharField(max_length=32, default=fresh_stamp, editable=False)
    # the password was given by the administrator; the next page after signing in asks for an own one
    must_change_password = models.BooleanField(_("须改密码"), default=False, editable=False)

    objects = AccountManager()

    class Meta:
        verbose_name = _("账号")
        verbose_name_plural = _("账号")
        ordering = ["username"]
        constraints = [
            models.UniqueConstraint(Lower("username"), name="one_account_per_username_whatever_its_case"),
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_session_auth_hash(self) -> str:
        return self._sealed()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for fallback in settings.SECRET_KEY_FALLBACKS:
            yield self._sealed(secret=fallback)

    def _sealed(self, secret: str | None = None) -> str:
        return salted_hmac(
            "organizations.session", f"{self.password}:{self.security_stamp}", secret=secret, algorithm="sha256"
        ).hexdigest()


class RoleAssignmentQuerySet(ScopedQuerySet["RoleAssignment"]):
    see = Power.ASSIGN_ROLES
    edit = Power.ASSIGN_ROLES

    def in_force_on(self, day: date) -> Self:
        return self.in_force_between(day, day)

    def in_force_between(self, first: date, last: date | None) -> Self:
        """In force on any day from `first` to `last`, both included (None: without end)."""
        found = self.filter(Q(ends=None) | Q(ends__gte=first))
        return found if last is None else found.filter(starts__lte=last)


class RoleAssignment(models.Model):
    """A role of a person for an organization, from `starts` to `ends` (both included); expired = none."""

    user = models.ForeignKey(User, models.CASCADE, related_name="assignments", verbose_name=_("账号"))
    role = models.CharField(_("角色"), max_length=24, choices=Role.choices)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("机构"))
    starts = models.DateField(_("自"))
    ends = models.DateField(_("至"), null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("角色授予")
        verbose_name_plural = _("角色授予")
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "organization", "starts"], name="one_role_assignment"),
            models.CheckConstraint(
                name="role_assignment_span_legal", condition=Q(ends=None) | Q(ends__gte=F("starts"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()}"
