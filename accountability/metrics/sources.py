"""Registers 14, 15, 16 and 20 and the public's tips as metrics see them."""

from accountability.models import Case, Complaint, Exposure, Talk, Tip
from metrics.registry import Source

CASES = Source("cases", Case.objects.all, title="number")
COMPLAINTS = Source("complaints", Complaint.objects.all, title="number")
TALKS = Source("talks", Talk.objects.all, title="number")
EXPOSURES = Source("exposures", Exposure.objects.all, title="title")
TIPS = Source(
    "tips", Tip.objects.all, year="received_on__year", day="received_on", key="pk", title="topic", kept_here=True
)
