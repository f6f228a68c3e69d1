"""Standings, evidence and flags as the commands print them (spec: interfaces, manage.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from measures.evidence import Evidence
from measures.models import Flag
from measures.standings import Row
from organizations.models import Organization

FIGURES = ("value", "baseline", "same_period", "committed", "limit", "stretch", "forecast", "reduction")


def number(figure: Decimal | None) -> int | float | None:
    """A JSON number: whole where the figure is whole."""
    if figure is None:
        return None
    return int(figure) if figure == figure.to_integral_value() else float(figure)


def standing(row: Row, codes: Mapping[int, str]) -> dict[str, Any]:
    return {
        "obligation": row.obligation,
        "organization": codes[row.organization_id],
        "year": row.year,
        "as_of": row.as_of.isoformat(),
        "status": str(row.status),
        **{name: number(getattr(row, name)) for name in FIGURES},
        "beyond_band": row.beyond_band,
        "population": number(row.population),
        "data_through": row.data_through.isoformat() if row.data_through else None,
    }


def behind(evidence: Evidence, organization: str, value: Decimal | None) -> dict[str, Any]:
    return {
        "obligation": evidence.obligation.key,
        "organization": organization,
        "value": number(value),
        "records": [
            {"key": one.key, "title": one.title, "day": one.day.isoformat(), "explained": one.explained}
            for one in evidence.pieces()
        ],
    }


def flag(one: Flag) -> dict[str, Any]:
    return {
        "obligation": one.obligation,
        "organization": one.organization.code,
        "year": one.year,
        "severity": one.severity,
        "status": one.status,
        "state": one.state,
        "opened_on": one.opened_on.isoformat(),
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "closed_on": one.closed_on.isoformat() if one.closed_on else None,
    }


def codes() -> dict[int, str]:
    return dict(Organization.objects.values_list("pk", "code"))


def table(rows: Iterable[Mapping[str, Any]]) -> str:
    """Plain columns, for reading in a terminal."""
    kept = list(rows)
    if not kept:
        return ""
    lines = [list(kept[0]), *(["" if value is None else str(value) for value in row.values()] for row in kept)]
    widths = [max(len(line[index]) for line in lines) for index in range(len(lines[0]))]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)
