"""Two departments whose inspections can be joined, and the way of a proposal up to its decision."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from inspections.actions import merged, merging
from inspections.merging.problem import Limits, Quiet
from inspections.models import MergeProposal
from inspections.proposing.run import carry_out
from organizations.models import Kind
from registers.models import Holiday
from tests import make

YEAR = 2027
NOW = timezone.now()
TODAY = date(YEAR, 5, 10)
JUNE = {"planned_from": date(YEAR, 6, 7), "planned_to": date(YEAR, 6, 11), "day": date(YEAR, 6, 7)}


def one_holiday():
    """A year of which one day off is known."""
    Holiday.objects.filter(day__year=YEAR).delete()
    make.holiday(date(YEAR, 10, 1))


def four_counties(province):
    others = (make.organization(f"第{n}县", kind=Kind.COUNTY, parent=province.city) for n in (2, 3, 4))
    return [province.county, *others]


def two_items(province, counties):
    """Two departments at two of the same counties; the second goes to a third one besides."""
    return (
        item(province.department, counties[:2], filing_number="督检〔2027〕001号"),
        item(province.other_department, counties[:3], filing_number="督检〔2027〕002号"),
    )


def item(organization, counties, **fields):
    said = {"name": "全省安全生产专项检查", "state": "approved", "days": 2, "object_level": "county"} | JUNE
    return make.planned_inspection(organization, year=YEAR, counties=counties, **said | fields)


def run(clerk, **limits):
    started = merging.start_run(
        year=YEAR,
        limits=Limits(**limits),
        quiet=[Quiet(date(YEAR, 8, 1), date(YEAR, 8, 31))],
        earliest=TODAY,
        by=clerk.user,
        at=NOW,
    )
    carry_out(started.pk, lambda: None, NOW)
    started.refresh_from_db()
    return started


def sent(clerk):
    run(clerk)
    proposal = MergeProposal.objects.get()
    return merging.send(proposal=proposal.pk, version=proposal.version, by=clerk.user, at=NOW, today=TODAY)


def answered(clerk, department, other_department, agree=True):
    proposal = sent(clerk)
    merging.answer(proposal=proposal.pk, agree=True, reason="", by=department.user, at=NOW)
    reason = "" if agree else "时间排不开"
    merging.answer(proposal=proposal.pk, agree=agree, reason=reason, by=other_department.user, at=NOW)
    proposal.refresh_from_db()
    return proposal


def join(proposal, clerk, line=""):
    return merged.join(proposal=proposal.pk, line=line, by=clerk.user, at=NOW, today=TODAY)


def reached(planned):
    return set(planned.reached.values_list("county", flat=True))
