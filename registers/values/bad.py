"""The refusal of one cell."""


class BadValue(Exception):
    """`message` says in the reader's language what is wrong and how to put it right."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


def shown(cell: object) -> str:
    """The value as a message quotes it: one line, never longer than 40 characters."""
    line = " ".join(str(cell).split())
    return line if len(line) <= 40 else line[:39] + "…"
