"""Background work on documents: deriving again after a series or the scope table changed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from documents.deriving import Deriver
from documents.models import Document
from documents.rederiving import Cause, batches, derive_batch
from registers.lease import Lease
from registers.outbox import enqueue, outbox_task

# pieces that one job does before it hands on: some minutes, well below the limit of a task
PIECES = 60


@outbox_task("derivation_changed", own_transactions=True)
def derive_again(
    lease: Lease, *, series: list[str] | None = None, version: int | None = None, after: list[int] | None = None
) -> None:
    """`series`: the 代字 that changed; None: the scope table did (its `version`), every document is looked at.

    Pieces commit one by one; a second attempt finds the done ones unchanged. What is left after PIECES goes to
    a job of its own (`after`: organization and primary key of the last document done).
    """
    documents = Document.objects.all() if series is None else Document.objects.filter(series_text__in=series)
    reason = f"口径第{version}版" if version else "机关代字变动"
    deriver, cause = Deriver.load(timezone.localdate()), Cause(reason)
    start = (after[0], after[1]) if after else None
    for done, piece in enumerate(batches(documents, start), 1):
        derive_batch(piece.keys, deriver, cause)
        if done == PIECES:
            with transaction.atomic():
                enqueue("derivation_changed", series=series, version=version, after=list(piece.last))
                lease.finish()
            return
