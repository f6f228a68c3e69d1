"""A refusal inside the child, before it is a sentence."""


class Refused(Exception):
    """`code` is a key of counting_files.SENTENCES."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
