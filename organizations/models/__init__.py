"""Who exists and who may do what."""

from organizations.models.account import RoleAssignment, User
from organizations.models.lockout import SignInTrouble
from organizations.models.organization import Kind, Organization, Succession
from organizations.models.series import Form, InNameOf, Level, Matter, Numbering, Series

__all__ = [
    "Form",
    "InNameOf",
    "Kind",
    "Level",
    "Matter",
    "Numbering",
    "Organization",
    "RoleAssignment",
    "Series",
    "SignInTrouble",
    "Succession",
    "User",
]
