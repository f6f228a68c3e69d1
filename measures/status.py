"""Statuses and forces: the words that rules, standings and flags share (evaluation.md, Rules)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    ON_TRACK = "on_track", _("达标")
    AT_RISK = "at_risk", _("预警")
    BREACHED = "breached", _("超标")
    TO_EXPLAIN = "to_explain", _("待说明")
    NOT_DUE = "not_due", _("未到期")
    NO_BASELINE = "no_baseline", _("无基数")
    NO_DATA = "no_data", _("无数据")


class Force(models.TextChoices):
    """How binding a demand is: 不得、一律、确保 against 一般、原则上、可."""

    MUST = "must", _("必须")
    IN_PRINCIPLE = "in_principle", _("原则上")


# worst first; only these raise a flag
SEVERITY = {Status.BREACHED: 3, Status.TO_EXPLAIN: 2, Status.AT_RISK: 1}


def severity(status: str) -> int:
    """3 for breached, 2 to explain, 1 at risk, 0 for all that raises no flag."""
    return SEVERITY.get(Status(status), 0)
