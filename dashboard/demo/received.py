"""The registers of documents received by counties and cities: mostly what was sent to them, once each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from dashboard.demo.issued import Sent
from dashboard.demo.organs import GOVERNMENT_OFFICE, Province
from documents.importing import INCOMING
from documents.models import Incoming
from organizations.models import Organization
from registers.importing.writing import insert

ATTRIBUTES = (*INCOMING.attributes, "key", "version", "corrected", "imported_by_id")
# a paper of a central organ that came down by three ways, and one that came without a number
PASSED_ON = "国示发〔{year}〕3号"
PASSED_ON_TITLE = "关于开展示例领域综合试点的通知"
FORWARDERS = (GOVERNMENT_OFFICE, "民生保障厅")
UNNUMBERED = ("水土林草厅", "关于报送林草台账的补充说明")


def store(province: Province, sent: Mapping[int, Sequence[Sent]], amount: int, imported: Mapping[int, int]) -> None:
    """`amount` a year for each receiver, as far as so much was sent; `imported`: year → the import it came by."""
    for year, by in imported.items():
        insert(Incoming, ATTRIBUTES, _rows(province, sent.get(year, ()), year, amount, by))


def _rows(province: Province, sent: Sequence[Sent], year: int, amount: int, by: int) -> Iterator[tuple[Any, ...]]:
    for receiver in province.receivers:
        if (receiver.ends and receiver.ends.year <= year) or (receiver.starts and receiver.starts.year > year):
            continue
        dice = Random(f"{receiver.code} {year} received")
        for one in dice.sample(sent, min(amount, len(sent))):
            day = one.day + timedelta(days=dice.randint(1, 6))
            if day.year == year and day <= province.today:
                yield _row(receiver, day, one.sender, one.number, one.title, one.series, by)
    if year == province.year:
        yield from _crafted(province, by)


def _crafted(province: Province, by: int) -> Iterator[tuple[Any, ...]]:
    receiver, first = province["DEMO-X009"], date(province.year, 1, 1)
    series = PASSED_ON.partition("〔")[0]
    senders = [*(province[name] for name in FORWARDERS), province["DEMO-S01"]]
    for at, sender in enumerate(senders):
        day = min(first + timedelta(days=at), province.today)
        yield _row(receiver, day, sender, PASSED_ON.format(year=province.year), PASSED_ON_TITLE, series, by)
    name, title = UNNUMBERED
    yield _row(receiver, min(first + timedelta(days=1), province.today), province[name], "", title, "", by)


def _row(
    receiver: Organization, day: date, sender: Organization, number: str, title: str, series: str, by: int
) -> tuple[Any, ...]:
    row: dict[str, Any] = {
        "received_on": day,
        "organization_id": receiver.pk,
        "sender_id": sender.pk,
        "sender_text": sender.name,
        "number": number,
        "number_search": number.translate(_LOOSE),
        "title": title,
        "form": "纸质",
        "series_text": series,
        "year": day.year,
        "day": day,
        "version": 1,
        "corrected": [],
        "imported_by_id": by,
    }
    row["key"] = INCOMING.key(row)
    return tuple(row[name] for name in ATTRIBUTES)


_LOOSE = str.maketrans("", "", "〔〕号")
