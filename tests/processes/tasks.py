"""A job whose effect is one line of the change history: counted, and part of a chain that must stay whole."""

import threading
from pathlib import Path

from registers import history
from registers.history import Line
from registers.outbox import outbox_task

SUBJECT = "registers.outboxjob"


@outbox_task("probe")
def probe(*, tag: str, hang: str = "") -> None:
    """Leaves its line; the first time that a path is given in `hang` it writes that file and never ends."""
    history.write([Line("probed", SUBJECT, tag)], actor=None, path="task")
    if hang and not Path(hang).exists():
        Path(hang).touch()
        threading.Event().wait()
