"""Acts on accounts, roles and organizations: atomic, refused with a sentence, each leaving its line.

The change history stands above this app, so each act takes the function that writes the line
(`write_line`) from its caller and calls it inside its own transaction.
"""

from organizations.actions.accounts import activate, clear_second_factors, create_account, deactivate, reset_password
from organizations.actions.lines import WriteLine
from organizations.actions.organizations import amend_organization, succeed
from organizations.actions.roles import assign_role, end_role

__all__ = [
    "WriteLine",
    "activate",
    "amend_organization",
    "assign_role",
    "clear_second_factors",
    "create_account",
    "deactivate",
    "end_role",
    "reset_password",
    "succeed",
]
