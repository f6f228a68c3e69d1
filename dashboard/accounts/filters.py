"""Filters whose state lives in the address."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from organizations.models import Kind, Organization, RoleAssignment, User
from organizations.roles import Power, Role
from organizations.scoping import has_power


class AccountFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("用户名或姓名"), method="words")
    role = django_filters.ChoiceFilter(label=_("角色"), choices=Role.choices, method="holding", empty_label=_("全部"))
    is_active = django_filters.ChoiceFilter(
        label=_("状态"), choices=[("true", _("启用")), ("false", _("停用"))], method="turned", empty_label=_("全部")
    )

    class Meta:
        model = User
        fields = ["q", "role", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # who keeps accounts does not learn from a filter who holds which role
        if not has_power(self.request.user, Power.ASSIGN_ROLES):
            del self.filters["role"]

    def words(self, found: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        return found.filter(Q(username__icontains=value) | Q(display_name__icontains=value))

    def holding(self, found: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        held = RoleAssignment.objects.visible_to(self.request.user).filter(role=value)
        return found.filter(pk__in=held.values("user"))

    def turned(self, found: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        return found.filter(is_active=value == "true")


class OrganizationFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("名称、代码或拼音"), method="words")
    kind = django_filters.ChoiceFilter(label=_("类别"), choices=Kind.choices, empty_label=_("全部"))

    class Meta:
        model = Organization
        fields = ["q", "kind"]

    def words(self, found: QuerySet[Organization], name: str, value: str) -> QuerySet[Organization]:
        return found.matching(value)
