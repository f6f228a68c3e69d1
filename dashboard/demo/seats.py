"""One account for each role, with a password that everybody may know: the data behind it are invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.contrib.auth.hashers import make_password

from dashboard.demo.organs import DISCIPLINE, GOVERNMENT, PARTY, PARTY_OFFICE, Province
from organizations.models import RoleAssignment, User
from organizations.roles import Role

PREFIX = "demo-"
PASSWORD = "qingzhuang-30-demo"
CITY, COUNTY = "DEMO-S01", "DEMO-X009"
CLERK_OF = "交通运行厅"
# user name, role, name of the post's holder, organization (name or code)
SEATS = (
    ("office", Role.GENERAL_OFFICE, "林可", PARTY_OFFICE),
    ("leader", Role.LEADER, "沈望", GOVERNMENT),
    ("principal", Role.PRINCIPAL, "顾衡", PARTY),
    ("clerk", Role.DEPARTMENT_CLERK, "陶禾", CLERK_OF),
    ("head", Role.DEPARTMENT_HEAD, "尹川", CLERK_OF),
    ("city", Role.CITY_CLERK, "卫岚", CITY),
    ("county", Role.COUNTY_CLERK, "乔麦", COUNTY),
    ("discipline", Role.DISCIPLINE, "方正言", DISCIPLINE),
    ("personnel", Role.ORGANIZATION_DEPT, "祝余", "社会事务厅"),
    ("system", Role.SYSTEM_ADMIN, "系统管理员", PARTY_OFFICE),
    ("security", Role.SECURITY_ADMIN, "安全保密管理员", PARTY_OFFICE),
    ("auditor", Role.AUDITOR, "安全审计员", PARTY_OFFICE),
)


def seat(province: Province) -> dict[str, User]:
    """The accounts by the part of their user name that follows `demo-`."""
    # a good hash is slow by intention, and this one has nothing to protect
    hashed = make_password(PASSWORD)
    accounts: dict[str, User] = {}
    for name, role, holder, organ in SEATS:
        accounts[name] = account = User.objects.create(username=PREFIX + name, display_name=holder, password=hashed)
        RoleAssignment.objects.create(
            user=account, role=role, organization=province[organ], starts=date(province.year - 1, 1, 1)
        )
    return accounts


def sign_ins() -> Iterator[str]:
    """A line for each role: role, user name, password."""
    for name, role, _holder, _organ in SEATS:
        # full-width characters take two columns of a terminal
        yield f"{role.label}{'　' * (12 - len(str(role.label)))}{PREFIX + name:<16} {PASSWORD}"
