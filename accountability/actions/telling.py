"""What the public does: tell, look up, add a word. Days only, and no line of the history.

The history keeps the second of what it holds and an outbox job the second it was made: both are finer than the
day. A tip therefore enters no line and announces nothing; the nightly judgement counts it when it is late.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from accountability import receipts
from accountability.actions.refused import Refused
from accountability.lead_office import lead_office
from accountability.models import Tip, TipMessage
from organizations.models import Kind, Organization

# questions and answers of one tip
MOST_MESSAGES = 100


def cities(today: date) -> QuerySet[Organization]:
    """What a tip may name as its place: no finer than the city."""
    return Organization.objects.filter(kind=Kind.CITY).existing_on(today).in_order()


@transaction.atomic
def tell(*, text: str, city: Organization | None, today: date) -> str:
    """Keep a tip for the lead office. Returns its receipt, which is kept nowhere. Raises Refused."""
    office = lead_office(today)
    if office is None:
        raise Refused(_("还没有单位受理，暂时收不了；内容没有保存，请过几天再来。"))
    receipt = receipts.new_receipt()
    Tip.objects.create(
        organization=office, city=city, receipt=receipts.hashed(receipt), text=text.strip(), received_on=today
    )
    return receipt


def look_up(typed: str) -> Tip | None:
    """The tip of a receipt. Unknown, mistyped and deleted ones take the same way: one hash, one look into the index."""
    found = Tip.objects.filter(receipt=receipts.hashed(receipts.as_typed(typed)))
    return found.select_related("city", "organization", "passed_to").prefetch_related("messages").first()


@transaction.atomic
def add_word(*, typed: str, text: str, today: date) -> Tip:
    """A word from whoever holds the receipt; the office's next act sees it. Raises Refused, Tip.DoesNotExist."""
    hashed = receipts.hashed(receipts.as_typed(typed))
    tip = Tip.objects.select_for_update(of=("self",), no_key=True).get(receipt=hashed)
    said, last = text.strip(), tip.messages.order_by("pk").last()
    if last and last.author_id is None and last.text == said:
        # the page was sent twice
        return tip
    if not Tip.objects.open().filter(pk=tip.pk).update(version=F("version") + 1):
        raise Refused(_("这件已经办结，不能再补充；新的情况请另交一件。"))
    if tip.messages.count() >= MOST_MESSAGES:
        raise Refused(_("这件来回已经太多，不能再补充；请另交一件。"))
    TipMessage.objects.create(tip=tip, text=said, day=today)
    return tip
