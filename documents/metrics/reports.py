"""Measures 7 and 8: reports that come too soon, documents that are too long."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.metrics.sources import DOCUMENTS, ONCE
from metrics.decorators import metric

# the 2024 rule allows less for special work (专项工作); a title says so by this word
SPECIAL = "专项"


@metric("documents.hasty_reports", unit=_("件"), source=DOCUMENTS)
def hasty_reports() -> Q:
    """7.1: reports on passing something on that nobody required and that are not said to show progress."""
    return ONCE & Q(conveying_report=True, required_by="") & (Q(shows_progress=False) | Q(shows_progress=None))


@metric("documents.over_length", unit=_("件"), source=DOCUMENTS)
def over_length(*, pages: int = 10) -> Q:
    """8.1: policy documents of more than so many pages; pages not known are not held against anyone."""
    return ONCE & Q(policy=True, pages__gt=pages)


@metric("documents.over_characters", unit=_("件"), source=DOCUMENTS)
def over_characters(*, characters: int = 5000, special_characters: int = 4000) -> Q:
    """8.2 (from 2024): policy documents of more characters than allowed, less for special work (title with 专项)."""
    special = Q(title__contains=SPECIAL, characters__gt=special_characters)
    return ONCE & Q(policy=True) & (Q(characters__gt=characters) | special)
