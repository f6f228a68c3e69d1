"""The table of benchmarks, as text and as a page of the documentation."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

HEADINGS = ("#", "what", "ours", "limit or peer", "ratio", "goal", "met")


def figure(value: float | None) -> str:
    if value is None:
        return "–"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    """One line of the table as texts, in the order of HEADINGS."""
    sign = "≥" if row["at_least"] else "≤"
    return (
        row["number"],
        row["what"] + (f" ({row['note']})" if row["note"] else ""),
        f"{figure(row['ours'])} {row['unit']}".strip(),
        f"{figure(row['peer'])} {row['unit']}".strip() + f", {row['against']}",
        figure(row["ratio"]),
        f"{sign} {figure(row['goal'])}",
        "yes" if row["met"] else "NO",
    )


def markdown(rows: Sequence[Mapping[str, Any]], scale: str, documents: int, day: date) -> str:
    lines = [
        "# Benchmarks",
        "",
        f"Written by `make bench SCALE={scale}` on {day:%Y-%m-%d}: {documents:,} documents on PostgreSQL.",
        "Machines differ, so every figure stands beside its limit or a peer of the same run.",
        "",
        "| " + " | ".join(HEADINGS) + " |",
        "|" + "---|" * len(HEADINGS),
        *("| " + " | ".join(cell.replace("|", "\\|") for cell in cells(row)) + " |" for row in rows),
    ]
    return "\n".join(lines) + "\n"


def text(row: Mapping[str, Any]) -> str:
    number, what, ours, peer, ratio, goal, met = cells(row)
    return f"{number:>4}  {what}\n      {ours} against {peer}: ratio {ratio}, goal {goal}, met: {met}"
