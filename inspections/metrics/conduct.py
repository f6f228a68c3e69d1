"""Measure 21: how teams come to the grassroots, research and guidance among them."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.metrics.sources import OWN_TEAM, VISITS
from metrics.decorators import metric


@metric("inspections.misconduct", unit=_("次"), source=VISITS)
def misconduct() -> Q:
    """21.1: visits with scouting, layered company, excess reception or unrelated demands, whatever they are called."""
    marks = Q(excess_reception=True) | Q(scouted_ahead=True) | Q(unrelated_demands=True) | Q(layered_company=True)
    return Q(joint_lead=None) & marks


@metric("inspections.oversized", unit=_("次"), source=VISITS)
def oversized(*, team: int = 10, company: int = 3) -> Q:
    """21.2: more than `team` people came, or more than `company` went with them. Numbers not said do not count."""
    return OWN_TEAM & (Q(people__gt=team) | Q(company__gt=company))


@metric("inspections.without_letter", unit=_("次"), source=VISITS)
def without_letter() -> Q:
    """21.3: visits of the register without an official letter."""
    return OWN_TEAM & Q(letter_number="")
