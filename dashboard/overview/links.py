"""Where the page's switches lead: every state is an address (DESIGN.md §10, 01)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from dashboard.overview.state import State
from dashboard.overview.trend import TABS

if TYPE_CHECKING:
    from dashboard.overview.board import Unit
    from measures.models import JudgedYear

Option = dict[str, Any]
QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))


class Links:
    """Options for components/switch.html, out of the page's state."""

    state: State
    today: date
    judged: dict[int, JudgedYear]
    groups: dict[str, list[Unit]]
    group: str
    trend_key: str
    drawable_keys: frozenset[str]

    @property
    def trend_tabs(self) -> list[Option]:
        return [
            {
                "text": name,
                "address": self.state.but(trend=key, cell=None).query,
                "current": key == self.trend_key,
                "disabled": key not in self.drawable_keys,
            }
            for key, name in TABS.items()
        ]

    @property
    def year_links(self) -> list[Option]:
        years = sorted({*self.judged, self.state.year, self.today.year}, reverse=True)
        return [
            {"text": _("%(year)s年") % {"year": y}, "address": f"?year={y}", "current": y == self.state.year}
            for y in years
        ]

    @property
    def previous_judged(self) -> int | None:
        earlier = [year for year in self.judged if year < self.state.year]
        return max(earlier) if earlier else None

    @property
    def days(self) -> list[Option]:
        """The switch of days: the last judging, and the ends of the quarters that have passed."""
        names = (_("一季度末"), _("二季度末"), _("三季度末"), _("四季度末"))
        latest = self.state.as_of is None
        options = [{"text": _("本年累计"), "address": self.state.but(as_of=None, cell=None).query, "current": latest}]
        for name, (month, last) in zip(names, QUARTER_ENDS, strict=True):
            day = date(self.state.year, month, last)
            query = self.state.but(as_of=day, cell=None).query
            options.append(
                {"text": name, "address": query, "current": self.state.as_of == day, "disabled": day > self.today}
            )
        return options

    @property
    def last_day(self) -> date:
        """The latest day that can be asked for."""
        return min(date(self.state.year, 12, 31), self.today)

    @property
    def group_links(self) -> list[Option]:
        names = {"province": _("省直"), "cities": _("市"), "counties": _("县"), "discipline": _("纪检")}
        return [
            {"text": names[g], "address": self.state.but(group=g, cell=None).query, "current": g == self.group}
            for g in self.groups
        ]

    @property
    def only_links(self) -> list[Option]:
        only, all_ = self.state.but(only_problems=True).query, self.state.but(only_problems=False).query
        return [
            {"text": _("全部"), "address": all_, "current": not self.state.only_problems},
            {"text": _("只看问题"), "address": only, "current": self.state.only_problems},
        ]

    @property
    def order_links(self) -> list[Option]:
        by, official = self.state.but(by_problems=True).query, self.state.but(by_problems=False).query
        return [
            {"text": _("机构序"), "address": official, "current": not self.state.by_problems},
            {"text": _("问题多少"), "address": by, "current": self.state.by_problems},
        ]

    @property
    def closed(self) -> str:
        """The address with no cell open."""
        return self.state.but(cell=None).query

    @property
    def suffix(self) -> str:
        """Year and day, for the addresses of other pages."""
        return State(self.state.year, self.state.as_of).query

    @property
    def table_address(self) -> str:
        return self.state.but(as_table=True).query

    @property
    def picture_address(self) -> str:
        return self.state.but(as_table=False).query
