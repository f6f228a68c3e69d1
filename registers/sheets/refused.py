"""A refusal inside the child, before it is a sentence."""


class Refused(Exception):
    """`code` is a key of refusals.SENTENCES, `figures` fill its placeholders."""

    def __init__(self, code: str, **figures: object) -> None:
        self.code = code
        self.figures = figures
        super().__init__(code)
