"""Accounts and what they may do. An account without a role can do nothing."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.models.organization import Organization
from organizations.roles import Role
from organizations.scoping import ScopedQuerySet


class User(AbstractUser):
    """An office account. Names of posts, not more about the person than a sign-in needs."""

    first_name = None
    last_name = None
    display_name = models.CharField(_("姓名或岗位"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("账号")
        verbose_name_plural = _("账号")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.display_name or self.username


class RoleAssignmentQuerySet(ScopedQuerySet["RoleAssignment"]):
    def in_force_on(self, day) -> "RoleAssignmentQuerySet":
        return self.filter(starts__lte=day).filter(Q(ends=None) | Q(ends__gte=day))


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
