"""Measure 4: how many documents there are and how far they reach."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.metrics.sources import DOCUMENTS, IN_SCOPE, ONCE
from metrics.decorators import metric
from organizations.models import Level


@metric("documents.issued", unit=_("件"), source=DOCUMENTS)
def issued() -> Q:
    """Documents in scope, whatever level they reach, each number once."""
    return IN_SCOPE


@metric("documents.to_grassroots", unit=_("件"), source=DOCUMENTS)
def to_grassroots() -> Q:
    """4.1: documents in scope that reach the county or below. An unknown level does not count."""
    return IN_SCOPE & Q(level__gte=Level.COUNTY)


@metric("documents.level_unknown", unit=_("件"), source=DOCUMENTS)
def level_unknown() -> Q:
    """Documents in scope of which nothing tells how far they reach; said beside the figure of 4.1."""
    return IN_SCOPE & Q(level=Level.UNKNOWN)


@metric("documents.numbers", unit=_("件"), source=DOCUMENTS)
def numbers() -> Q:
    """Registered numbers of every series, in scope or not: the first of the two ways of counting."""
    return ONCE & ~Q(number="")


@metric("documents.supporting_unrequired", unit=_("件"), source=DOCUMENTS)
def supporting_unrequired() -> Q:
    """4.2: supporting documents (配套文件) that name no clause expressly requiring them.

    In scope or not: a letter that carries out another document is a supporting document too.
    """
    return ONCE & Q(supporting=True, required_by="")
