"""Measures 22 and 23: what came before a decision, and what came after its influence period.

A case counts here from the day it was decided. A step without a day did not happen as far as anybody can
show. Steps dated after the decision cannot be stored at all (accountability.models.case).
"""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accountability.limits import REVIEW
from accountability.metrics.sources import CASES
from accountability.models import Case, SubjectKind
from metrics.decorators import findings, metric
from metrics.period import Period
from metrics.registry import Finding

DECIDED = Q(decided_on__isnull=False)
Organizations = frozenset[int] | None


@metric("accountability.organization_unheard", unit=_("件"), source=CASES)
def organization_unheard() -> Q:
    """22.1: decided, and no day on which the party organization was heard."""
    return DECIDED & Q(organization_heard_on=None)


@metric("accountability.person_unheard", unit=_("件"), source=CASES)
def person_unheard() -> Q:
    """22.2: decided without the facts shown or, where a cadre is concerned, without the person heard.

    A party organization has no person of its own to hear: 22.1 asks for its hearing.
    """
    nobody_heard = Q(subject_kind=SubjectKind.LEADING_CADRE, person_heard_on=None)
    return DECIDED & (Q(facts_shown_on=None) | nobody_heard)


@metric("accountability.correction_unweighed", unit=_("件"), source=CASES)
def correction_unweighed() -> Q:
    """22.3: decided, own correction not said to be weighed, and not said that there was none to weigh."""
    weighed = Q(correction_weighed=True)
    none_to_weigh = Q(self_corrected=False)
    # a column that is NULL is neither: negating the two would lose it
    return DECIDED & (Q(correction_weighed=None) | ~weighed) & (Q(self_corrected=None) | ~none_to_weigh)


@metric("accountability.tolerance_unassessed", unit=_("件"), source=CASES)
def tolerance_unassessed() -> Q:
    """23.1: decided, and no day on which tolerance (容错) was assessed."""
    return DECIDED & Q(tolerance_assessed_on=None)


@findings("accountability.reviews_overdue", unit=_("件"), source=CASES)
def reviews_overdue(period: Period, organizations: Organizations, *, days: int = REVIEW.amount) -> Iterator[Finding]:
    """23.2: no review on or before the `days`-th day after the influence period ended.

    Counts on the first day it is late, once, whether the review came later or never.
    """
    within = timedelta(days=days)
    ended = (period.start - within - timedelta(days=1), period.end - within - timedelta(days=1))
    rows = Case.objects.filter(influence_ends_on__range=ended)
    rows = rows.filter(Q(reviewed_on=None) | Q(reviewed_on__gt=F("influence_ends_on") + within))
    if organizations is not None:
        rows = rows.filter(organization__in=organizations)
    for case in rows.order_by("influence_ends_on", "pk"):
        assert case.influence_ends_on is not None
        late = case.influence_ends_on + within + timedelta(days=1)
        yield Finding(case.organization_id, late, case.key, case.number, pk=case.pk)
