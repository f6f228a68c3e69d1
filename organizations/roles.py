"""Roles and what each may do: one enum, one table (trust.md, Roles)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    GENERAL_OFFICE = "general_office", _("省委办公厅工作专班")
    LEADER = "leader", _("分管省领导")
    PRINCIPAL = "principal", _("省委、省政府主要领导")
    DEPARTMENT_CLERK = "department_clerk", _("省直部门经办")
    DEPARTMENT_HEAD = "department_head", _("省直部门负责人")
    CITY_CLERK = "city_clerk", _("市经办")
    COUNTY_CLERK = "county_clerk", _("县")
    DISCIPLINE = "discipline", _("纪委监委")
    ORGANIZATION_DEPT = "organization_dept", _("组织部门")
    SYSTEM_ADMIN = "system_admin", _("系统管理员")
    SECURITY_ADMIN = "security_admin", _("安全保密管理员")
    AUDITOR = "auditor", _("安全审计员")


class Power(Enum):
    """What a page or act can demand."""

    SEE_STANDINGS = "see_standings"  # overview, measures, organizations, evidence, flags
    SEE_RECORDS = "see_records"  # the open registers
    EDIT_RECORDS = "edit_records"  # import, correct by hand, drop a file to count its pages
    EXPLAIN = "explain"  # give the reason for a record
    ANSWER_FLAGS = "answer_flags"  # the head signs
    DECIDE_EXPLANATIONS = "decide_explanations"
    ISSUE_TARGETS = "issue_targets"
    SET_SCOPE = "set_scope"  # the scope table (口径) and number series
    PLAN = "plan"  # draw up and submit a unit's own plans of meetings and inspections
    CHECK_PLANS = (
        "check_plans"  # check, return and pass on what was submitted; enter decisions of committee and government
    )
    DECIDE_PLANS = "decide_plans"  # the leader in charge decides what their departments submit
    DECIDE_PRINCIPAL = "decide_principal"  # the principal lets heads of units be called
    SEE_CALENDAR = "see_calendar"  # what approved meetings and inspections reach a county, and when
    MANAGE_ACCOUNTS = "manage_accounts"  # accounts and organizations
    ASSIGN_ROLES = "assign_roles"
    KEEP_INDICATORS = "keep_indicators"  # what is done for cadres, for all units in one sheet (measures 26, 27)
    READ_HISTORY = "read_history"


class Reach(Enum):
    """How far a power reaches from the organization where the role is held."""

    OWN = "own"
    BELOW = "below"  # its own and those below it
    PROVINCE = "province"


_READ = (Power.SEE_STANDINGS, Power.SEE_RECORDS)
# organizations see their own and those below them; they keep their own only
_LOOK = dict.fromkeys(_READ, Reach.BELOW)
_KEEP = dict.fromkeys((Power.EDIT_RECORDS, Power.EXPLAIN), Reach.OWN)

GRANTS: dict[Role, dict[Power, Reach]] = {
    Role.GENERAL_OFFICE: dict.fromkeys(
        (
            *_READ,
            Power.EDIT_RECORDS,
            Power.DECIDE_EXPLANATIONS,
            Power.ISSUE_TARGETS,
            Power.SET_SCOPE,
            Power.CHECK_PLANS,
            Power.SEE_CALENDAR,
            Power.KEEP_INDICATORS,
        ),
        Reach.PROVINCE,
    )
    | {Power.PLAN: Reach.OWN},
    Role.LEADER: _LOOK | {Power.DECIDE_PLANS: Reach.BELOW},
    Role.PRINCIPAL: _LOOK | {Power.DECIDE_PRINCIPAL: Reach.BELOW},
    Role.DEPARTMENT_CLERK: _LOOK | _KEEP | {Power.PLAN: Reach.OWN},
    Role.DEPARTMENT_HEAD: _LOOK | _KEEP | {Power.ANSWER_FLAGS: Reach.OWN, Power.PLAN: Reach.OWN},
    Role.CITY_CLERK: _LOOK
    | _KEEP
    | {Power.ANSWER_FLAGS: Reach.OWN, Power.PLAN: Reach.OWN, Power.SEE_CALENDAR: Reach.BELOW},
    # counties look; they type nothing
    Role.COUNTY_CLERK: _LOOK | {Power.SEE_CALENDAR: Reach.OWN},
    Role.DISCIPLINE: dict.fromkeys(_READ, Reach.OWN),
    Role.ORGANIZATION_DEPT: dict.fromkeys(_READ, Reach.OWN) | {Power.KEEP_INDICATORS: Reach.PROVINCE},
    # the three administrators see no business records
    Role.SYSTEM_ADMIN: {Power.MANAGE_ACCOUNTS: Reach.PROVINCE},
    Role.SECURITY_ADMIN: {Power.ASSIGN_ROLES: Reach.PROVINCE},
    Role.AUDITOR: {Power.READ_HISTORY: Reach.PROVINCE},
}

# none of these is held together with another of them or with a business role
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR})

# see what is confidential (registers 14 to 16)
CONFIDENTIAL = frozenset({Role.DISCIPLINE})

# the kinds of organization (values of organizations.models.Kind) for which a role can be held: a
# city's clerk held at the province would reach the whole of it
HELD_AT: dict[Role, frozenset[str]] = {
    Role.GENERAL_OFFICE: frozenset({"leading", "department"}),
    Role.LEADER: frozenset({"leading", "department"}),
    Role.PRINCIPAL: frozenset({"leading"}),
    Role.DEPARTMENT_CLERK: frozenset({"leading", "department"}),
    Role.DEPARTMENT_HEAD: frozenset({"leading", "department"}),
    Role.CITY_CLERK: frozenset({"city"}),
    Role.COUNTY_CLERK: frozenset({"county"}),
    Role.DISCIPLINE: frozenset({"discipline"}),
    # in one sheet for the whole province (register 17): no city and no county keeps it
    Role.ORGANIZATION_DEPT: frozenset({"department"}),
    Role.SYSTEM_ADMIN: frozenset({"leading", "department"}),
    Role.SECURITY_ADMIN: frozenset({"leading", "department"}),
    Role.AUDITOR: frozenset({"leading", "department"}),
}


def separated(roles: Iterable[Role]) -> bool:
    """Whether one person may hold these roles at the same time (trust.md, 三员)."""
    different = frozenset(roles)
    return len(different) < 2 or not different & ADMINISTRATORS
