"""The ceiling beside a plan: held, approved to come and this draft against the year's ceiling (9.1, design 04)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from dashboard.templatetags.figures import figure
from measures.catalogue import NoRuleSet, rule_set_for
from measures.models import Standing, Target
from measures.rules import Reduction
from meetings.checking import UNDECIDED
from meetings.models import TO_COME, Plan, PlannedMeeting

KEY = "9.1"
# the drawing: where bars begin, how long the longest is
START, LONGEST = 38, 216


@dataclass(frozen=True, slots=True)
class Bar:
    """One year: `width` in units of the drawing. `tone`: before, over or now."""

    year: int
    amount: str
    width: int
    top: int
    tone: str

    @property
    def text_at(self) -> int:
        return START + self.width + 6


@dataclass(frozen=True, slots=True)
class Ceiling:
    """`limit` is None without a target and without last year's figures; `expected`: it follows from last year's."""

    held: Decimal
    approved: int
    draft: int
    limit: Decimal | None
    expected: bool
    bars: tuple[Bar, ...]
    limit_at: int | None

    @property
    def total(self) -> Decimal:
        return self.held + self.approved + self.draft

    @property
    def over(self) -> Decimal:
        """How many meetings too many; 0 without a ceiling."""
        return max(self.total - self.limit, Decimal(0)) if self.limit is not None else Decimal(0)

    @property
    def left(self) -> Decimal:
        return max(self.limit - self.total, Decimal(0)) if self.limit is not None else Decimal(0)

    @property
    def said(self) -> str:
        """The drawing in one sentence."""
        years = [_("%(year)s年%(amount)s次") % {"year": bar.year, "amount": bar.amount} for bar in self.bars]
        if self.limit is not None:
            years.append(_("上限%(limit)s次") % {"limit": figure(self.limit)})
        return _("，").join(years)


def ceiling_of(user: Any, plan: Plan) -> Ceiling:
    """Three queries, however many lines. Not yet judged standings are taken as no meeting held."""
    year, unit = plan.year, plan.organization_id
    mine = Standing.objects.visible_to(user).filter(obligation=KEY, organization=unit)
    standings = {one.year: one for one in mine.filter(year__in=(year - 2, year - 1, year))}
    counts = (
        PlannedMeeting.objects.visible_to(user)
        .filter(organization=unit, year=year, counted=True, joined_to=None)
        .aggregate(
            approved=Count("pk", filter=TO_COME),
            draft=Count("pk", filter=Q(plan=plan, state__in=UNDECIDED)),
        )
    )
    now = standings.get(year)
    held = now.value if now and now.value is not None else Decimal(0)
    limit, expected = _limit(user, plan, standings.get(year - 1))
    total = held + counts["approved"] + counts["draft"]
    earlier = {back: _whole(standings.get(back)) for back in (year - 2, year - 1)}
    bars, limit_at = _bars({**earlier, year: total}, year, limit)
    return Ceiling(held, counts["approved"], counts["draft"], limit, expected, bars, limit_at)


def _limit(user: Any, plan: Plan, before: Standing | None) -> tuple[Decimal | None, bool]:
    """The issued target's, else its draft's, else what follows from last year as it will probably end."""
    targets = Target.objects.visible_to(user).filter(obligation=KEY, organization=plan.organization_id, year=plan.year)
    kept = dict(targets.exclude(state=Target.State.REPLACED).values_list("state", "ceiling"))
    for state in (Target.State.ISSUED, Target.State.DRAFT):
        if kept.get(state) is not None:
            return kept[state], state != Target.State.ISSUED
    whole = _whole(before)
    rule = _rule(plan.year)
    if whole is None or rule is None:
        return None, False
    limit, _edge = rule.bounds(whole)
    return Decimal(limit.numerator) / limit.denominator, True


def _rule(year: int) -> Reduction | None:
    try:
        rule = rule_set_for(year).obligation(KEY).rule
    except (NoRuleSet, KeyError):
        return None
    return rule if isinstance(rule, Reduction) else None


def _whole(standing: Standing | None) -> Decimal | None:
    """A year's meetings: held, and of a year that still runs also what is approved and to come."""
    if standing is None or standing.value is None:
        return None
    return standing.value + (standing.committed or 0)


def _bars(amounts: dict[int, Decimal | None], year: int, limit: Decimal | None) -> tuple[tuple[Bar, ...], int | None]:
    known = [amount for amount in (*amounts.values(), limit) if amount is not None]
    scale = LONGEST / float(max([*known, Decimal(1)]))
    bars = []
    for number, (one, amount) in enumerate(amounts.items()):
        tone = (
            "before" if one < year else "over" if limit is not None and amount is not None and amount > limit else "now"
        )
        width = 0 if amount is None else round(float(amount) * scale)
        bars.append(Bar(one, figure(amount), width, 4 + number * 18, tone))
    return tuple(bars), None if limit is None else START + round(float(limit) * scale)
