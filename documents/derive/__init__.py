"""What follows from a document's number, title and recipients: pure functions on plain values.

    derived(Given(title="…关于贯彻落实《…》的实施意见", recipients="各市、县（市、区）人民政府"), scope)

Each module derives one thing and says from which words; `record` puts them together.
"""

from documents.derive.record import DERIVED, Given, derived
from documents.derive.scope import DEFAULT_SCOPE, Scope

__all__ = ["DEFAULT_SCOPE", "DERIVED", "Given", "Scope", "derived"]
