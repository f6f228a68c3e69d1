"""The records behind a figure as a sheet: exactly what the page shows to this person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from dashboard.evidence import behind
from dashboard.exports import answer
from dashboard.registers import register_name

if TYPE_CHECKING:
    from dashboard.evidence.views import Case

# rows whose rights are looked up together
TOGETHER = 500


def sheet(request: HttpRequest, case: Case) -> HttpResponseBase:
    _of, shown = behind.chosen(case.evidence, request.GET.get("of", ""))
    headings = [_("记录"), _("标题"), _("日期"), _("归属"), _("份额"), _("数量"), _("说明"), _("台账")]
    name = f"{case.obligation.key} {case.organization} {shown.period.start.year}"
    return answer(request, name, headings, _rows(request.user, case, shown), "measures.standing")


def _rows(user: Any, case: Case, shown: behind.Evidence) -> Iterator[list[Any]]:
    names = behind.names_of(shown, case.organization.pk)
    register = register_name(shown.register)
    some: list[Any] = []
    for piece in shown.pieces():
        some.append(piece)
        if len(some) == TOGETHER:
            yield from _written(user, case, shown, some, names, register)
            some = []
    yield from _written(user, case, shown, some, names, register)


def _written(
    user: Any, case: Case, shown: behind.Evidence, pieces: list[Any], names: dict[int, str], register: str
) -> Iterator[list[Any]]:
    for line in behind.lines(user, shown, pieces, case.organization, names):
        said = _("已认可，不计入") if line.explained else ""
        yield [line.key, line.title, line.day, line.holder, line.share or 1, line.weight, said, register]
