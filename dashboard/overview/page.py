"""The whole page, each part made when the template asks for it: a fragment costs only what it shows."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

import structlog
from django.core.cache import cache
from django.db import OperationalError
from django.http import Http404
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dashboard.overview import drawing, trend_drawing
from dashboard.overview.board import Board, Unit, is_restricted, judged_again, stored, units_in_sight
from dashboard.overview.inspector import Inspected, inspected, measure_at
from dashboard.overview.links import Links
from dashboard.overview.matrix import Matrix, columns, matrix
from dashboard.overview.newest import Newest, flags_tile, newest
from dashboard.overview.setup import Setup, setup
from dashboard.overview.state import State
from dashboard.overview.tiles import TILES, Tile, Total, tile, total
from dashboard.overview.trend import TABS, Trend, drawable, trend
from measures.catalogue import NoRuleSet, Obligation, RuleSet, rule_set_for
from measures.models import JudgedYear
from measures.rules import Status
from organizations.roles import Power
from organizations.scoping import has_power

logger = structlog.get_logger(__name__)

TREND_KEPT_SECONDS = 600


class Page(Links):
    """`judged`: year → the engine's note of its last run; `today` decides what has come already."""

    def __init__(self, user: Any, state: State, judged: dict[int, JudgedYear], today: date) -> None:
        self.user, self.state, self.judged, self.today = user, state, judged, today

    @cached_property
    def rules(self) -> RuleSet | None:
        try:
            return rule_set_for(self.state.year)
        except NoRuleSet:
            return None

    @property
    def _last(self) -> date | None:
        note = self.judged.get(self.state.year)
        return note.as_of if note else None

    @cached_property
    def day(self) -> date:
        """The day whose organizations are shown: asked for, else last judged, else the latest of the year."""
        return (
            self.state.as_of
            or self._last
            or min(date(self.state.year, 12, 31), max(self.today, date(self.state.year, 1, 1)))
        )

    @cached_property
    def groups(self) -> dict[str, list[Unit]]:
        return units_in_sight(self.user, self.day)

    @cached_property
    def group(self) -> str:
        return self.state.group if self.state.group in self.groups else next(iter(self.groups), "")

    @property
    def units(self) -> list[Unit]:
        return self.groups.get(self.group, [])

    @cached_property
    def board(self) -> Board | None:
        """None where nothing has been judged: the page then says what has to be done first."""
        if self.rules is None or not self.units:
            return None
        keys = tuple(TILES)
        if self.state.as_of not in (None, self._last):
            again = judged_again(self.user, self.state.year, self.day, self.units, keys)
            if again is not None or self._last is None:
                return again
            kept = stored(self.user, self.state.year, self._last, self.units, keys)
            return Board(kept.as_of, kept.statuses, kept.figures, stale=True)
        return None if self._last is None else stored(self.user, self.state.year, self._last, self.units, keys)

    @cached_property
    def setup(self) -> Setup:
        return setup(self.user, self.state.year, len(self.units))

    @property
    def may_import(self) -> bool:
        return has_power(self.user, Power.EDIT_RECORDS)

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Obligations whose standings this person does not see."""
        obligations = self.rules.obligations if self.rules else ()
        return frozenset(one.key for one in obligations if is_restricted(one, self.user))

    @cached_property
    def table(self) -> Matrix:
        assert self.rules is not None
        assert self.board is not None
        restricted = {one.number for one in self.rules.measures if all(o.key in self.hidden for o in one.obligations)}
        measure_of = {one.key: one.measure for one in self.rules.obligations if one.key not in self.hidden}
        return matrix(
            columns(self.rules, restricted),
            measure_of,
            self.units,
            ((whose, key, status) for whose, key, status, _through in self.board.statuses if key in measure_of),
            only_problems=self.state.only_problems,
            by_problems=self.state.by_problems,
        )

    @property
    def _cell_address(self) -> str:
        return f"{self.state.but(cell=None).query}&cell="

    @property
    def drawn_table(self) -> SafeString:
        return drawing.drawn(self.table, self._cell_address, self.suffix, self.state.cell)

    @property
    def exceptions(self) -> SafeString:
        return drawing.exceptions(self.table, self._cell_address, self.suffix)

    @cached_property
    def counts(self) -> dict[str, int]:
        found = self.table.counts
        return {
            "over": found[Status.BREACHED],
            "ask": found[Status.TO_EXPLAIN],
            "warn": found[Status.AT_RISK],
            "none": found[Status.NO_DATA] + found[Status.NO_BASELINE],
            "awaiting": self.table.awaiting,
        }

    @cached_property
    def with_data(self) -> int:
        """Organizations of which anything is known."""
        assert self.board is not None
        return len({whose for whose, _key, status, _through in self.board.statuses if status != Status.NO_DATA})

    @cached_property
    def earliest(self) -> date | None:
        """The earliest day up to which any of the known figures has data, where that is before the judging's day."""
        assert self.board is not None
        days = [day for _whose, _key, status, day in self.board.statuses if day and status != Status.NO_DATA]
        return min(days) if days and min(days) < self.board.as_of else None

    @cached_property
    def flags(self) -> Newest:
        return newest(self.user, self.rules, self.state.year, self.hidden, self.today) if self.rules else Newest([])

    def _obligation(self, key: str) -> Obligation | None:
        found = [one for one in self.rules.obligations if one.key == key] if self.rules else []
        return found[0] if found else None

    @cached_property
    def totals(self) -> dict[str, Total | None]:
        assert self.board is not None
        obligations = {key: self._obligation(key) for key in TILES}
        return {key: total(one, self.board.figures[key], self.board.as_of) for key, one in obligations.items() if one}

    @cached_property
    def tiles(self) -> list[Tile]:
        made = []
        for key, name in TILES.items():
            obligation = self._obligation(key)
            if obligation is not None:
                made.append(tile(obligation, str(name), self.totals[key] if self.board else None))
        # flags are those of today, whatever day the figures are of
        aside = _("截至今天") if self.state.as_of else ""
        return [*made, flags_tile(self.flags if self.board else None, aside)]

    @cached_property
    def inspected(self) -> Inspected | None:
        """The open cell. Raises Http404 for an organization out of sight, a hidden measure, or nothing that binds."""
        if self.state.cell is None or self.board is None or self.rules is None:
            return None
        code, number = self.state.cell
        unit = next((one for one in self.units if one.code == code), None)
        measure = measure_at(self.rules, number, self.board.as_of)
        if unit is None or measure is None or all(one.key in self.hidden for one in measure.obligations):
            raise Http404
        found = inspected(self.user, unit, measure, self.state.year, self.board.rows)
        if found is None:
            raise Http404
        return found

    @cached_property
    def drawable_keys(self) -> frozenset[str]:
        return frozenset(key for key in TABS if drawable(self._obligation(key)))

    @cached_property
    def trend_key(self) -> str:
        """The obligation whose trend is shown: the one asked for where it can be drawn, else the first that can."""
        drawn = [key for key in TABS if key in self.drawable_keys]
        return self.state.trend if self.state.trend in drawn else next(iter(drawn), "")

    @cached_property
    def trend(self) -> Trend | None:
        obligation = self._obligation(self.trend_key)
        metric, whole = drawable(obligation), self.totals.get(self.trend_key)
        if obligation is None or metric is None or whole is None or self.board is None:
            return None
        note = self.judged.get(self.state.year)
        key = f"overview-trend:{self.trend_key}:{self.board.as_of}:{note.version if note else 0}:{hash(whole.counted)}"
        found: Trend | None = cache.get(key)
        if found is None:
            found = trend(self.user, obligation, metric, whole, self.board.as_of)
            cache.set(key, found, TREND_KEPT_SECONDS)
        return found

    @cached_property
    def trend_or_broken(self) -> dict[str, Any]:
        """The trend for the template; when the database gives up on it, the rest of the page still stands."""
        try:
            found = self.trend
        except OperationalError as error:
            logger.warning("overview_trend_not_drawn", year=self.state.year, error=type(error).__name__)
            return {"broken": True}
        if found is None:
            return {}
        return {
            "trend": found,
            "drawing": trend_drawing.drawn(found),
            "words": trend_drawing.in_words(found),
            "series": trend_drawing.series(found),
        }
