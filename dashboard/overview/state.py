"""The state of the page is its address: ?year=2019&as_of=2019-10-15&only=problems&order=problems&cell=CODE:4."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from organizations.models import Kind

PROBLEMS = "problems"
YEARS = range(2000, 2101)
CELL = re.compile(r"(?P<code>[^:]{1,32}):(?P<number>[1-9]\d?)")

# what the matrix shows at a time: organizations that are counted in the same way
GROUPS: dict[str, tuple[str, ...]] = {
    "province": (Kind.LEADING, Kind.DEPARTMENT),
    "cities": (Kind.CITY,),
    "counties": (Kind.COUNTY,),
    "discipline": (Kind.DISCIPLINE,),
}


@dataclass(frozen=True)
class State:
    """`as_of` is None for the day of the last judging; `notices` say which parts of the address were not understood."""

    year: int
    as_of: date | None = None
    only_problems: bool = False
    by_problems: bool = False
    group: str = ""
    cell: tuple[str, int] | None = None
    trend: str = ""
    as_table: bool = False
    notices: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The address of this state, beginning with “?”."""
        parts = {
            "year": str(self.year),
            "as_of": self.as_of.isoformat() if self.as_of else "",
            "group": self.group,
            "only": PROBLEMS if self.only_problems else "",
            "order": PROBLEMS if self.by_problems else "",
            "trend": self.trend,
            "view": "table" if self.as_table else "",
            "cell": "{}:{}".format(*self.cell) if self.cell else "",
        }
        return "?" + urlencode({name: value for name, value in parts.items() if value}, safe=":")

    def but(self, **changes: object) -> State:
        return replace(self, notices=(), **changes)  # type: ignore[arg-type]


def read(query: Mapping[str, str], today: date, default_year: int) -> State:
    """What an address says. What cannot be read is left out and said in `notices`, never an error."""
    notices: list[str] = []
    year = _year(query.get("year", ""), default_year, notices)
    cell = CELL.fullmatch(query.get("cell", ""))
    return State(
        year=year,
        as_of=_as_of(query.get("as_of", ""), year, today, notices),
        only_problems=query.get("only") == PROBLEMS,
        by_problems=query.get("order") == PROBLEMS,
        group=query.get("group", "") if query.get("group") in GROUPS else "",
        cell=(cell["code"], int(cell["number"])) if cell else None,
        trend=query.get("trend", "")[:8],
        as_table=query.get("view") == "table",
        notices=tuple(notices),
    )


def _year(text: str, default: int, notices: list[str]) -> int:
    if not text:
        return default
    if text.isascii() and text.isdigit() and int(text[:5]) in YEARS:
        return int(text)
    notices.append(_("年度“%(text)s”不是四位数的年份，下面是%(year)s年。") % {"text": text[:20], "year": default})
    return default


def _as_of(text: str, year: int, today: date, notices: list[str]) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        notices.append(_("截至日“%(text)s”不是日期，下面是最近一次研判。日期写作2019-10-15。") % {"text": text[:20]})
        return None
    if day.year != year:
        notices.append(_("截至日%(day)s不在%(year)s年内，下面是最近一次研判。") % {"day": day, "year": year})
        return None
    if day > today:
        notices.append(_("截至日%(day)s还没有到，下面是最近一次研判。") % {"day": day})
        return None
    return day
