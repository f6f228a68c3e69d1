"""What the worker does for measures: ids in, one call out. Work comes by the outbox, the schedule once a period."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from measures.catalogue import NoRuleSet, Obligation, RuleSet, rule_set_for
from measures.engine import judge
from measures.flagging import escalate_overdue
from measures.issuing import draft
from measures.models import JudgedYear
from metrics.registry import registry
from registers.outbox import enqueue, outbox_task
from registers.schedule import once


@outbox_task("records_changed")
def judge_changed(register: str, organizations: list[int], years: list[int]) -> None:
    """Re-judge whom a change touches: the obligations its register feeds, its years and the years after them.

    No organizations means all of them, in every year that was judged (who succeeds whom reaches far back).
    """
    touched = {one for year in years for one in (year, year + 1)}
    if not organizations:
        touched |= set(JudgedYear.objects.values_list("year", flat=True))
    for year, rules in judged_years(touched, timezone.localdate()):
        fed = rules.fed_by(register)
        whose = organizations if organizations and _counts_for_its_owner(register, fed) else None
        judge(year, judging_day(year, timezone.localdate()), whose, {one.key for one in fed} or None)


def _counts_for_its_owner(register: str, fed: Iterable[Obligation]) -> bool:
    """Whether rows of the register count for who keeps it; what a county received counts for who sent it."""
    live = [registry[one.metric].source for one in fed if one.metric in registry]
    return all(source.organization == "organization" for source in live if source.register == register)


@outbox_task("judging_wanted")
def judge_again(year: int, organizations: list[int] | None = None) -> None:
    """Re-judge a year as of today (a closed one as of 31 December), whole or for some organizations."""
    for one, _rules in judged_years([year], timezone.localdate()):
        judge(one, judging_day(one, timezone.localdate()), organizations)


@shared_task
def judge_nightly() -> None:
    """The full run: this year and every year that was judged before."""
    today = timezone.localdate()
    with transaction.atomic():
        if once("judge_nightly", today.isoformat()):
            for year in sorted({today.year, *JudgedYear.objects.values_list("year", flat=True)}):
                enqueue("judging_wanted", year=year)


@shared_task
def draft_targets() -> None:
    """On 1 January: the new year's targets as drafts for the general office to review."""
    today = timezone.localdate()
    with transaction.atomic():
        if once("draft_targets", str(today.year)):
            draft(today.year, today)


@shared_task
def escalate_flags() -> None:
    """Once a day: flags whose answer is overdue go on the general office's list."""
    today = timezone.localdate()
    with transaction.atomic():
        if once("escalate_flags", today.isoformat()):
            escalate_overdue(today)


def judged_years(years: Iterable[int], today: date) -> list[tuple[int, RuleSet]]:
    """Those of the years that have begun and have a rule set, with it."""
    found = []
    for year in sorted(set(years)):
        if year <= today.year:
            try:
                found.append((year, rule_set_for(year)))
            except NoRuleSet:
                # years before the first rule set are baselines; nobody is judged by them
                continue
    return found


def judging_day(year: int, today: date) -> date:
    return min(today, date(year, 12, 31))
