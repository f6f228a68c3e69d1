"""The shape of the function that writes one line of the change history."""

from collections.abc import Mapping
from typing import Protocol


class WriteLine(Protocol):
    """Called inside the transaction of its cause. `changes` maps a field's name to (old, new)."""

    def __call__(
        self,
        *,
        action: str,
        subject: str,
        key: str,
        organization: int | None = None,
        changes: Mapping[str, tuple[object, object]],
    ) -> None: ...
