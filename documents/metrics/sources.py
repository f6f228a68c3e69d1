"""Registers 2, 3 and 4 as metrics see them."""

from django.db.models import Q

from documents.models import ClassifiedCount, Document, Incoming
from metrics.registry import Source

DOCUMENTS = Source("documents", Document.objects.all)
# an incoming document counts against the organ that sent it, on the day it was received
INCOMING = Source("incoming", Incoming.objects.all, organization="sender")
CLASSIFIED = Source("classified_counts", ClassifiedCount.objects.all, title="key")

# one number on several rows (多文一号) is one document
ONCE = Q(repeats_number=False)
# what the scope table counts (计入统计), each number once
IN_SCOPE = ONCE & Q(counted=True)
