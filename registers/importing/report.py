"""What an import did, as one object for other programs and as sentences for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from registers.importing.planning import Plan
from registers.importing.saving import rejected, total


def as_json(register: str, plans: Sequence[Plan], saved: bool, covers: tuple[date, date] | None) -> dict[str, Any]:
    """The object of interfaces.md; `covers` is null where the register has no days or nothing was read."""
    counts = total(plans)
    return {
        "register": register,
        **{name: counts[name] for name in ("rows", "new", "changed", "unchanged", "duplicate", "rejected", "ignored")},
        "saved": saved,
        "covers": [day.isoformat() for day in covers] if covers else None,
        "errors": [
            {
                "sheet": row.sheet,
                "row": row.number,
                "column": problem.column,
                "value": problem.value,
                "message": problem.message,
            }
            for row in rejected(plans)
            for problem in row.problems
        ],
    }


def sentences(report: dict[str, Any]) -> Iterator[str]:
    """The same for a person at a terminal: the sum, every error with its place, and what was done."""
    yield (
        _(
            "共 %(rows)s 行：新增 %(new)s，更新 %(changed)s，无变化 %(unchanged)s，重复 %(duplicate)s，"
            "要改 %(rejected)s；另有 %(ignored)s 行是标题、合计或空行。"
        )
        % report
    )
    for error in report["errors"]:
        place = _("“%(sheet)s”第%(row)s行") % error
        found = _("“%(column)s”为“%(value)s”") % error if error["value"] else error["column"]
        yield f"  {place} {found} {error['message']}"
    if report["covers"]:
        yield _("覆盖 %(first)s 至 %(last)s。") % {"first": report["covers"][0], "last": report["covers"][1]}
    yield _("已导入。") if report["saved"] else _("没有写入任何数据。")
