"""A file that is refused as a whole."""


class Refused(Exception):
    """`message` says in the reader's language why, and what to do about it."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)
