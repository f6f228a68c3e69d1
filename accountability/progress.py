"""How far a tip has come, for whoever holds its receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accountability.deadlines import WORKING_DAYS
from accountability.models import Tip, TipState


@dataclass(frozen=True)
class Stage:
    title: Any
    note: Any
    day: date | None
    reached: bool


def progress(tip: Tip) -> list[Stage]:
    """Received, handled, answered, closed; what has not come yet says when it will at the latest."""
    begun = tip.state != TipState.RECEIVED
    within = _("收到后%(days)d个工作日内") % {"days": WORKING_DAYS}
    whose = _("已转%(unit)s") % {"unit": tip.passed_to} if tip.passed_to else str(tip.organization)
    return [
        Stage(_("已收到"), "", tip.received_on, True),
        Stage(_("谁在办"), whose if begun else _("分办中"), None, begun),
        Stage(_("答复"), "" if tip.answered_on else within, tip.answered_on, tip.answered_on is not None),
        Stage(_("办结"), "" if tip.closed_on else _("办结满90天删除"), tip.closed_on, tip.closed_on is not None),
    ]
