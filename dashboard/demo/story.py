"""What happens after the registers are there: ceilings are issued, years judged, records explained."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Sum

from dashboard.demo.crafted import (
    DRIFT_DROPPED,
    DRIFTED,
    LONG,
    LONG_TITLES,
    LONG_TOO,
    LONG_TOO_TITLE,
    RETURNED,
    RETURNED_BASELINE,
)
from dashboard.demo.organs import Province
from documents.actions import correct
from documents.models import ClassifiedCount, Document
from measures.actions import decide, explain
from measures.catalogue import rule_set_for
from measures.engine import judge
from measures.flagging import escalate_overdue
from measures.issuing import draft, issue
from measures.models import Baseline
from measures.rules.days import QUARTER_ENDS
from measures.tasks import judged_years
from metrics.registry import registry
from organizations.models import User
from registers.models import OutboxJob, RecordQuerySet

SIGNER = "顾衡"
ISSUED_ON = (1, 5)
# last year's documents against the year before, by whose figures the signed baselines are invented
EARLIER = (0.64, 0.58, 0.75, 0.67, 0.52, 1.02)


def tell(province: Province, users: Mapping[str, User]) -> None:
    last = date(province.year - 1, 12, 31)
    _sign(province, last.year)
    for year, _rules in judged_years([last.year], province.today):
        _judge(year, last)
    issued = min(date(province.year, *ISSUED_ON), province.today)
    draft(province.year, issued)
    issue(year=province.year, by=SIGNER, on=issued, actor=users["office"], path="page")
    _drop(province, users["office"])
    _judge(province.year, issued)
    _explain(province, users)
    _judge(province.year, province.today)
    escalate_overdue(province.today)
    # everything is judged: what was asked of the background in the meantime has nothing left to do
    OutboxJob.objects.filter(done_at=None).delete()


def _judge(year: int, until: date) -> None:
    """Quarter after quarter, so that flags have opened, closed and opened again on their days."""
    ends = [date(year, month, day) for month, day in QUARTER_ENDS]
    live = {one.key for one in rule_set_for(year).obligations if not one.awaits}
    for day in ends:
        if day < until:
            judge(year, day, obligations=live)
    judge(year, until)


def _sign(province: Province, year: int) -> None:
    """Signed baselines for last year: no register of the year before it was kept."""
    counted = registry["documents.to_grassroots"].condition()
    sums = {"4.1": _counts(Document.objects.filter(counted, year=year), Count("organization"))}
    sums["6.2"] = _counts(ClassifiedCount.objects.filter(year=year), Sum("issued"))
    codes = {organ.pk: organ for organ in province.issuers}
    Baseline.objects.bulk_create(
        Baseline(
            organization_id=pk,
            obligation=key,
            key=f"{codes[pk].code} {key} {year}",
            year=year,
            day=date(year, 1, 1),
            figure=RETURNED_BASELINE
            if codes[pk].name == RETURNED and key == "4.1"
            else round(amount / EARLIER[at % len(EARLIER)]),
            source_note=f"{year - 1}年纸质登记簿清点",
            approved_by=SIGNER,
            approved_on=date(year, *ISSUED_ON),
        )
        for key, amounts in sums.items()
        for at, (pk, amount) in enumerate(sorted(amounts.items()))
    )


def _counts(rows: RecordQuerySet, amount: Count | Sum) -> dict[int, int]:
    counted = rows.order_by().values("organization").annotate(amount=amount)
    return {row["organization"]: row["amount"] for row in counted}


def _drop(province: Province, user: User) -> None:
    """Three of last year's documents turn out not to count, after the ceilings were issued on them."""
    days = [date(province.year - 1, *day) for day in DRIFT_DROPPED]
    found = Document.objects.filter(registry["documents.to_grassroots"].condition(), day__in=days)
    for document in found.filter(organization=province[DRIFTED]).order_by("pk"):
        correct(
            document=document.pk,
            version=document.version,
            changes={"counted": False, "uncounted_reason": "清查认定为内部通知"},
            reason="年度清查",
            by=user,
            today=province.today,
        )


def _explain(province: Province, users: Mapping[str, User]) -> None:
    """One explanation accepted, one that waits."""
    on = min(date(province.year, 1, 1) + timedelta(days=7), province.today)
    long = _first(province, LONG, LONG_TITLES[0])
    reason = "附有国家标准全文，正文不足10页。"
    accepted = explain(**_record(long), reason=reason, user=users["clerk"], on=on)
    decide(explanation=accepted, accept=True, note="附件不计入篇幅。", user=users["office"], on=on)
    explain(**_record(_first(province, LONG_TOO, LONG_TOO_TITLE)), reason=reason, user=users["head"], on=on)


def _first(province: Province, organ: str, title: str) -> Document:
    return Document.objects.get(organization=province[organ], year=province.year, title=title)


def _record(document: Document) -> dict[str, Any]:
    return {
        "obligation": "8.1",
        "organization": document.organization_id,
        "register": "documents",
        "record_key": document.key,
        "year": document.year,
    }
