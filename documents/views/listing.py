"""What stands under the lists of documents."""

from documents.models import ScopeTable
from documents.showing import scope_in_words


def scope_line() -> str:
    """The scope table in force, in words."""
    return scope_in_words(ScopeTable.objects.in_force())
