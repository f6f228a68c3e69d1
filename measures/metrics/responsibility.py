"""Measures 28 and 29: who leads, who signed, who answers in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from measures.catalogue import rule_set_for
from measures.metrics.deliverables import ASSIGNMENTS
from measures.models import Assignment, Flag, Principal
from metrics.decorators import findings
from metrics.period import Period
from metrics.registry import Finding, Source
from organizations.models import Kind, Organization, RoleAssignment
from organizations.roles import Role

PRINCIPALS = Source("principals", Principal.objects.all, title="post")
# a run raises flags itself; if those were examined at once, judging a second time as of one day would differ
FLAGS = Source(
    "flags",
    lambda: Flag.objects.exclude(escalated_on=None),
    day="opened_on",
    key="pk",
    title="obligation",
    kept_here=True,
)
Organizations = frozenset[int] | None
# whose heads sign (29.1)
SIGNING = (Kind.LEADING, Kind.DEPARTMENT, Kind.CITY)
# its own flags would feed it for ever
OF_ITSELF = "29.2"


@findings("measures.without_lead", unit=_("条"), source=ASSIGNMENTS)
def without_lead(period: Period, organizations: Organizations) -> Iterator[Finding]:
    """28.1: measures of the year without exactly one leading unit, or without a partner; each counts once.

    Counted for the office that leads the work (where the general office's role is held).
    """
    year = period.start.year
    leads, partners = defaultdict(set), defaultdict(set)
    for key, unit, part in Assignment.objects.filter(year=year).values_list("obligation", "organization", "part"):
        (leads if part == Assignment.Part.LEAD else partners)[key.split(".")[0]].add(unit)
    offices = RoleAssignment.objects.filter(role=Role.GENERAL_OFFICE).values_list("organization_id", flat=True)
    for office in sorted(set(offices)):
        if organizations is not None and office not in organizations:
            continue
        for measure in rule_set_for(year).measures:
            found = str(measure.number)
            if len(leads[found]) != 1 or not partners[found] - leads[found]:
                yield Finding(office, period.start, f"{year} {found}", _now("第%s条") % found)


@findings("measures.heads_unsigned", unit=_("个"), source=PRINCIPALS)
def heads_unsigned(period: Period, organizations: Organizations) -> Iterator[Finding]:
    """29.1: units whose head has not signed for the year, by number and day, before the end of the period.

    A unit that the list of the year leaves out has not signed either. A year without any list says nothing.
    """
    year = period.start.year
    if not Principal.objects.filter(year=year).exists():
        return
    signed = Principal.objects.filter(year=year, signed_on__lte=period.end).exclude(signed_number="")
    units = Organization.objects.existing_on(period.end).filter(kind__in=SIGNING).in_order()
    if organizations is not None:
        units = units.filter(pk__in=organizations)
    for unit in units.exclude(pk__in=signed.values("organization")):
        yield Finding(unit.pk, period.start, f"{unit.code} {year}", unit.name)


@findings("measures.flags_overdue", unit=_("个"), source=FLAGS)
def flags_overdue(period: Period, organizations: Organizations) -> Iterator[Finding]:
    """29.2: flags of the year whose answer was due before the end of the period and had not been given by then.

    A flag that closes by itself on the last day of the period was still open that day.
    """
    until = period.end
    rows = Flag.objects.filter(Q(closed_on=None) | Q(closed_on__gte=until), year=period.start.year, due_on__lt=until)
    rows = rows.filter(Q(answered_on=None) | Q(answered_on__gt=until)).exclude(obligation=OF_ITSELF)
    if organizations is not None:
        rows = rows.filter(organization__in=organizations)
    for flag in rows.order_by("due_on", "pk"):
        assert flag.due_on is not None
        yield Finding(flag.organization_id, flag.due_on, f"flag {flag.pk}", flag.obligation, pk=flag.pk)
