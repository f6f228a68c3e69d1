"""Background work on documents: deriving again after a series or the scope table changed."""

from __future__ import annotations

from django.utils import timezone

from documents.models import Document
from documents.rederiving import rederive
from registers.lease import Lease
from registers.outbox import outbox_task


@outbox_task("derivation_changed", own_transactions=True)
def derive_again(lease: Lease, *, series: list[str] | None = None, reason: str = "") -> None:
    """`series`: the 代字 that changed; None: the scope table did, and every document is looked at.

    Batches commit one by one; a second attempt finds the done ones unchanged.
    """
    documents = Document.objects.all() if series is None else Document.objects.filter(series_text__in=series)
    rederive(documents, actor=None, path="task", reason=reason, today=timezone.localdate())
