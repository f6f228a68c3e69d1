"""Why an act was not done."""

from __future__ import annotations


class Refused(Exception):
    """What cannot be done, as a sentence for the page; `field` is the field that it stands at."""

    def __init__(self, message: str, field: str = "") -> None:
        self.message, self.field = message, field
        super().__init__(message)


class Stale(Exception):
    """Somebody saved another version in the meantime."""
