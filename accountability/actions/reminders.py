"""Reminding organs of limits before they are late: a row for each, and one letter a day that names nothing."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

from accountability.actions.circles import colleagues
from accountability.clocks.due import running_everywhere
from accountability.limits import REMIND_BEFORE
from accountability.models import Reminder


def remind(*, today: date, before: int = REMIND_BEFORE) -> Counter[int]:
    """Rows for limits that end within `before` working days, each once; how many are new, by organization.

    What is late already is no reminder any more; what cannot be reckoned (a year without a table of holidays) is
    said on the page of limits. Belongs in the transaction of its day (registers.schedule.once).
    """
    new: Counter[int] = Counter()
    for one in running_everywhere(today):
        if one.due is None or one.left is None or not 0 <= one.left <= before:
            continue
        _row, made = Reminder.objects.get_or_create(
            organization_id=one.record.organization_id,
            clock=one.limit.key,
            key=one.record.key,
            due_on=one.due,
            defaults={"day": today},
        )
        new[one.record.organization_id] += made
    return +new


def write_letters(new: Counter[int], today: date) -> None:
    """After the commit one letter to each who keeps the organ's cases and has an address: how many, not which."""
    for organization, amount in new.items():
        addresses = [one.email for one in colleagues(organization, today) if one.email]
        if addresses:
            transaction.on_commit(lambda amount=amount, addresses=addresses: _send(amount, addresses), robust=True)


def _send(amount: int, addresses: list[str]) -> None:
    text = _("有%(amount)s项期限临近，请登录查看。") % {"amount": amount}
    for address in addresses:
        send_mail(_("期限提醒"), text, None, [address])
