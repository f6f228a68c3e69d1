"""Which year a page shows and up to which day: both stand in the address, so that a page can be shared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from measures.catalogue import RuleSet, rule_set_for
from measures.models import JudgedYear


@dataclass(frozen=True)
class Look:
    """`asked` is the day that the address names; without one a page shows what was judged last, `judged`.

    `notes`: a sentence for each part of the address that could not be used. `version` moves with every change of
    the year's standings: what was worked out from them is kept under it.
    """

    year: int
    asked: date | None
    judged: date | None
    today: date
    years: tuple[int, ...]
    notes: tuple[str, ...] = field(default=())
    version: int = 0

    @property
    def day(self) -> date:
        """The day up to which figures are shown, never later than today or the end of the year."""
        return self.asked or self.judged or min(max(self.today, date(self.year, 1, 1)), date(self.year, 12, 31))

    @property
    def rules(self) -> RuleSet:
        return rule_set_for(self.year)

    @property
    def suffix(self) -> str:
        """What goes behind an address to keep year and day: `?year=2019&as_of=2019-10-15`."""
        return "?" + urlencode({"year": self.year} | ({"as_of": self.asked.isoformat()} if self.asked else {}))

    @property
    def options(self) -> list[dict[str, Any]]:
        """For components/switch.html."""
        return [
            {"text": _("%(year)s年") % {"year": year}, "address": f"?year={year}", "current": year == self.year}
            for year in self.years
        ]


def look(request: HttpRequest, today: date) -> Look:
    """Year and day of the address; the newest judged year where it names none. One query."""
    judged = {note.year: note for note in JudgedYear.objects.order_by("year")}
    first = min(settings.RULE_SETS)
    known = sorted({year for year in judged if first <= year <= today.year})
    notes: list[str] = []
    asked = _day(request.GET, today, notes)
    year = _year(request.GET, first, today, notes) or (asked.year if asked else None)
    if year is None:
        year = known[-1] if known else max(today.year, first)
    if asked and asked.year != year:
        notes.append(_("截止日期不在%(year)s年内，未采用。") % {"year": year})
        asked = None
    note = judged.get(year)
    years = tuple(sorted({*known, year}))
    return Look(year, asked, note.as_of if note else None, today, years, tuple(notes), note.version if note else 0)


def look_at(year: int, request: HttpRequest, today: date) -> Look | None:
    """The look of a page whose path names the year; None for a year that no rule set judges."""
    if not min(settings.RULE_SETS) <= year <= today.year:
        return None
    notes: list[str] = []
    asked = _day(request.GET, today, notes)
    if asked and asked.year != year:
        notes.append(_("截止日期不在%(year)s年内，未采用。") % {"year": year})
        asked = None
    note = JudgedYear.objects.filter(year=year).first()
    return Look(year, asked, note.as_of if note else None, today, (year,), tuple(notes), note.version if note else 0)


def _year(query: QueryDict, first: int, today: date, notes: list[str]) -> int | None:
    text = query.get("year", "").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) == 4 and first <= int(text) <= today.year:
        return int(text)
    notes.append(
        _("年度“%(text)s”不可用，应为%(first)s至%(last)s之间的年份，如 ?year=%(last)s。")
        % {"text": text[:20], "first": first, "last": today.year}
    )
    return None


def _day(query: QueryDict, today: date, notes: list[str]) -> date | None:
    text = query.get("as_of", "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        notes.append(_("截止日期“%(text)s”不是日期，应写作 2019-10-15。") % {"text": text[:20]})
        return None
    if day > today or day.year < min(settings.RULE_SETS):
        notes.append(_("截止日期%(day)s不可用：应在规则集起始年以后、今天以前。") % {"day": day.isoformat()})
        return None
    return day


def kept(query: QueryDict, leave_out: Iterable[str] = (), **changes: Any) -> str:
    """The address's own query with changes; for links that keep the filters."""
    copy = query.copy()
    for name in (*leave_out, *changes):
        copy.pop(name, None)
    for name, value in changes.items():
        copy[name] = str(value)
    return f"?{copy.urlencode()}"
