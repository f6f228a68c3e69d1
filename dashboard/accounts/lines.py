"""Lines of the change history for acts of organizations that happen on a page."""

from collections.abc import Mapping

from organizations.actions import WriteLine
from organizations.models import User
from registers import history


def line_writer(actor: User) -> WriteLine:
    def write_line(
        *,
        action: str,
        subject: str,
        key: str,
        organization: int | None = None,
        changes: Mapping[str, tuple[object, object]],
    ) -> None:
        history.write([history.Line(action, subject, key, organization, changes)], actor=actor, path="page")

    return write_line
