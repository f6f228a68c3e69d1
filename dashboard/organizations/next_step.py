"""The single most urgent thing for an organization: one, or none (DESIGN.md, principle 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboard.facts import line
from dashboard.flags.deadline import UNANSWERED, deadline
from dashboard.judged import Judged
from dashboard.organizations.covered import Covered
from dashboard.templatetags.figures import day as day_said
from measures.catalogue import RuleSet
from measures.models import Flag
from measures.rules import severity
from organizations.models import Organization
from registers.workdays import Workdays


@dataclass(frozen=True)
class Step:
    title: str
    text: str
    address: str
    action: str
    when: str = ""
    overdue: bool = False


def next_step(
    organization: Organization,
    flags: Sequence[Flag],
    rows: Sequence[Judged],
    known: Sequence[Covered],
    rules: RuleSet,
    today: date,
    suffix: str,
) -> Step | None:
    """The earliest due flag first, then the worst; else a hole in what was imported; else nothing to do."""
    open_ones = [flag for flag in flags if flag.state in UNANSWERED]
    if open_ones:
        latest = date.max
        first = min(open_ones, key=lambda flag: (flag.due_on or latest, -severity(flag.severity), flag.pk))
        return _of_flag(first, rows, rules, today)
    torn = next((one for one in known if one.holes), None)
    if torn is not None:
        return _of_hole(torn, organization, suffix)
    return None


def _of_flag(flag: Flag, rows: Sequence[Judged], rules: RuleSet, today: date) -> Step:
    obligation = rules.obligation(flag.obligation)
    row = next((row for row in rows if row.obligation.key == flag.obligation), None)
    due = deadline(flag, today, Workdays())
    return Step(
        line(obligation, row.standing if row else None),
        _("第%(number)s条：%(demand)s。依据的记录已从台账带入，不需要另附材料。")
        % {"number": obligation.measure, "demand": obligation.demand},
        reverse("dashboard:flag", args=[flag.pk]),
        _("看问题"),
        due.said,
        due.overdue,
    )


def _of_hole(torn: Covered, organization: Organization, suffix: str) -> Step:
    first, last = torn.holes[0]
    return Step(
        _("%(register)s缺%(first)s至%(last)s")
        % {"register": torn.register, "first": day_said(first), "last": day_said(last)},
        _("补导这段时间的台账即可，已有的记录不会重复。没有记录也请导入空表或注明覆盖期，零和没报不是一回事。"),
        reverse("dashboard:organization", args=[organization.code]) + suffix + "#coverage",
        _("看覆盖期"),
    )
