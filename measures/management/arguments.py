"""What the commands of this app take, checked: a wrong year, day, code or key is one clear line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from measures.catalogue import NoRuleSet, Obligation, RuleSet, rule_set_for
from organizations.models import Organization


def day_of(year: int, as_of: date | None, today: date) -> date:
    """The day as of which a year is judged: the one given, today inside the year, else its 31 December."""
    if not 1990 <= year <= 2100:
        raise CommandError(_("年度应为四位数字，如 2019。"))
    _rules(year)
    if as_of is None:
        return min(today, date(year, 12, 31)) if today.year >= year else date(year, 1, 1)
    if as_of.year != year:
        raise CommandError(_("截至日期%(day)s不在%(year)s年内。") % {"day": as_of, "year": year})
    return as_of


def chosen_organizations(codes: Iterable[str]) -> frozenset[int] | None:
    wanted = set(codes)
    if not wanted:
        return None
    found = dict(Organization.objects.filter(code__in=wanted).values_list("code", "pk"))
    missing = sorted(wanted - found.keys())
    if missing:
        raise CommandError(_("没有代码为%(codes)s的机构。") % {"codes": "、".join(missing)})
    return frozenset(found.values())


def _rules(year: int) -> RuleSet:
    try:
        return rule_set_for(year)
    except NoRuleSet as error:
        raise CommandError(str(error)) from error


def chosen_obligation(year: int, key: str) -> Obligation:
    try:
        return _rules(year).obligation(key)
    except KeyError as error:
        raise CommandError(_("%(year)s年的规则集里没有事项%(key)s。") % {"year": year, "key": key}) from error


def chosen_obligations(year: int, keys: Iterable[str]) -> frozenset[str] | None:
    wanted = frozenset(chosen_obligation(year, key).key for key in keys)
    return wanted or None
