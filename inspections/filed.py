"""What was approved under a filing number, for whoever it concerns: a county scans or types the number."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.db.models import Q

from inspections.actions.numbering import WORDS
from inspections.models import (
    APPROVED_STATES,
    DataRequest,
    FilingSeries,
    ItemState,
    PlannedInspection,
    ReachedCounty,
    RequestState,
)

_NUMBER = re.compile(r"(督检表|督检)?\D{0,3}((?:19|20)\d{2})\D{1,3}(\d{1,6})\D{0,2}$")


def as_given(text: str) -> str:
    """A typed number as it was given: 督检2019-12, 督检[2019]12, full-width or not → 督检〔2019〕012号; else "" ."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return ""
    words = match[1] or WORDS[FilingSeries.Subject.ITEM]
    return f"{words}〔{match[2]}〕{int(match[3]):03}号"


def find_item(user: Any, number: str) -> PlannedInspection | None:
    """The approved item of that number which reaches a county of this person, or is of a unit whose records they see.

    A number of an item that was merged leads to the joint item. One of another unit that does not come here is as
    unknown as one that does not exist.
    """
    if not number:
        return None
    merged = PlannedInspection.objects.filter(filing_number=number, state=ItemState.MERGED, merged_into__isnull=False)
    number = merged.values_list("merged_into__filing_number", flat=True).first() or number
    here = ReachedCounty.objects.visible_to(user).filter(item__filing_number=number).values("item")
    own = PlannedInspection.objects.visible_to(user).filter(filing_number=number, state__in=APPROVED_STATES)
    items = PlannedInspection.objects.filter(Q(pk__in=here) | Q(pk__in=own.values("pk")))
    return items.select_related("organization").prefetch_related("partners").first()


def find_request(number: str) -> DataRequest | None:
    """A filed form concerns whoever is asked to fill it in: every level may look it up."""
    filed = DataRequest.objects.filter(filing_number=number, state=RequestState.FILED) if number else None
    return filed.select_related("organization").first() if filed is not None else None
