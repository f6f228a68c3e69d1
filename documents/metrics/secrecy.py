"""Measure 6: classified papers, known by their counts only, and what could be public."""

from django.db.models import ExpressionWrapper, F, IntegerField, Q
from django.utils.translation import gettext_lazy as _

from documents.metrics.sources import CLASSIFIED, DOCUMENTS, ONCE
from documents.models import Openness
from metrics.decorators import metric

_UNREVIEWED = ExpressionWrapper(F("due") - F("reviewed"), output_field=IntegerField())


@metric("documents.declassification_overdue", unit=_("件"), source=CLASSIFIED, value=_UNREVIEWED)
def declassification_overdue() -> Q:
    """6.1: the sum of due − reviewed over the months; what was reviewed later makes up for an earlier month."""
    return ~Q(due=F("reviewed"))


@metric("documents.classified", unit=_("件"), source=CLASSIFIED, value=F("issued"))
def classified() -> Q:
    """6.2: classified papers made (制发件数)."""
    return Q(issued__gt=0)


@metric("documents.closed_without_reason", unit=_("件"), source=DOCUMENTS)
def closed_without_reason() -> Q:
    """6.3: 不予公开, or no 公开属性 at all, and no reason given. What has a day of publication (公布日期) is public."""
    said_nothing = Q(openness="", published_on=None)
    return ONCE & Q(closed_reason="") & (Q(openness=Openness.CLOSED) | said_nothing)
