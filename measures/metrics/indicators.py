"""Measures 26 and 27: shares that the personnel and pay offices bring, numerator and denominator added up apart."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from measures.models import Indicator
from metrics.decorators import metric
from metrics.registry import Source

INDICATORS = Source("indicators", Indicator.objects.all, title="source_note")


@metric("measures.indicator_numerator", unit=_("人"), source=INDICATORS, value=F("numerator"))
def indicator_numerator(*, indicator: str) -> Q:
    """What was done: people checked, days taken, posts filled; for 27.1 the average pay in the townships."""
    return Q(indicator=indicator)


@metric("measures.indicator_denominator", unit=_("人"), source=INDICATORS, value=F("denominator"))
def indicator_denominator(*, indicator: str) -> Q:
    """What was due: people entitled, days, posts set aside; for 27.1 the average pay of the same rank in the county."""
    return Q(indicator=indicator, denominator__isnull=False)
