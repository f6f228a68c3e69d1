"""Measures and standings as rows of a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from dashboard.judged import Judged
from dashboard.measures.listing import Entry
from dashboard.templatetags.statuses import counted
from measures.status import Status

MEASURE_HEADINGS = [_("部分"), _("编号"), _("措施"), _("类型"), _("要点"), _("各项现状"), _("考核点"), _("待接入")]
STANDING_HEADINGS = [
    _("考核点"), _("要求"), _("机构"), _("代码"), _("现状"), _("累计"), _("基数"), _("同期"), _("上限或下限"),
    _("推算"), _("数据截至"),
]  # fmt: skip


def measure_rows(found: Iterable[Entry]) -> Iterator[list[Any]]:
    for one in found:
        said = _("、").join(counted(status, amount) for status, amount in one.counts)
        measure = one.measure
        yield [
            str(measure.part.title), measure.number, str(measure.title), str(measure.kind.label), str(measure.summary),
            said, one.demands, one.awaited,
        ]  # fmt: skip


def standing_rows(rows: Iterable[Judged]) -> Iterator[list[Any]]:
    for row in rows:
        one = row.standing
        yield [
            row.obligation.key, str(row.obligation.demand), row.organization.name, row.organization.code,
            str(status_word(row)), one.value, one.baseline, one.same_period, one.limit, one.forecast, one.data_through,
        ]  # fmt: skip


def status_word(row: Judged) -> str:
    return Status(row.standing.status).label
