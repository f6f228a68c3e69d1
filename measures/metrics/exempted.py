"""29.3: every exception has a reason and an approver."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from measures.models import Answer, Explanation
from metrics.decorators import findings
from metrics.exceptions import Exemption, every_exception, exceptions
from metrics.period import Period
from metrics.registry import Finding, Source

EXPLANATIONS = Source(
    "explanations", Explanation.objects.all, day="submitted_on", key="record_key", title="reason", kept_here=True
)
Organizations = frozenset[int] | None


@exceptions("explanations")
def explained(period: Period, organizations: Organizations) -> Iterator[Exemption]:
    """Records that an accepted explanation takes out of a figure."""
    rows = Explanation.objects.filter(state=Explanation.State.ACCEPTED, year=period.start.year)
    rows = rows.filter(decided_on__lte=period.end).select_related("decided_by").order_by("decided_on", "pk")
    if organizations is not None:
        rows = rows.filter(organization__in=organizations)
    for row in rows:
        assert row.decided_by is not None
        assert row.decided_on is not None
        day = max(row.decided_on, date(row.year, 1, 1))
        kind = _now("%s 情况说明已认可") % row.obligation
        by = row.decided_by.get_full_name() or row.decided_by.get_username()
        yield Exemption("explanations", row.organization_id, day, row.record_key, row.record_key, kind, row.reason, by)


@exceptions("flags")
def excused(period: Period, organizations: Organizations) -> Iterator[Exemption]:
    """Flags that the general office excused: the breach stays on record."""
    rows = Answer.objects.filter(state=Answer.State.EXCUSED, decided_on__range=(period.start, period.end))
    if organizations is not None:
        rows = rows.filter(flag__organization__in=organizations)
    for row in rows.select_related("flag").order_by("decided_on", "pk"):
        assert row.decided_on is not None
        flag = row.flag
        title = _now("%s 问题") % flag.obligation
        yield Exemption(
            "flags",
            flag.organization_id,
            row.decided_on,
            str(flag.pk),
            title,
            _now("问题已豁免"),
            row.line,
            row.approver,
            flag.pk,
        )


@findings("measures.exceptions_unsigned", unit=_("个"), source=EXPLANATIONS)
def exceptions_unsigned(period: Period, organizations: Organizations) -> Iterator[Finding]:
    """29.3: exceptions of every register that lack a reason or an approver."""
    for one in every_exception.find(period, organizations):
        if not one.signed:
            yield Finding(one.organization, one.day, f"{one.register} {one.key}", one.title)
