"""The records behind one figure as a person may see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from dashboard.paging import SIZE, mark, read_mark
from measures.evidence import Evidence, Piece
from measures.figures import baseline_year
from measures.models import Explanation
from measures.restricted import is_restricted
from metrics.period import Period
from metrics.registry import registry
from organizations.models import Organization

# model → the route of one of its records
PAGES = {
    "documents.document": "documents:document",
    "meetings.meeting": "meetings:meeting",
    "meetings.plan": "dashboard:plan",
    "meetings.plannedmeeting": "dashboard:planned",
    "inspections.visit": "inspections:visit",
    "inspections.clearanceitem": "inspections:clearance",
    "inspections.datarequest": "inspections:request",
    "inspections.sharedresult": "inspections:result",
    "accountability.case": "accountability:cases_one",
    "accountability.complaint": "accountability:complaints_one",
    "accountability.talk": "accountability:talks_one",
}
# the lists behind one obligation beside that of its figure: of the baseline year, and of what is still to come
BASELINE, COMMITTED = "baseline", "committed"


@dataclass(frozen=True)
class Line:
    """One record of the list. Without the right to see the record itself, neither its key nor a link is shown:
    the key of a received document names the receiver, whom departments are not to learn."""

    handle: str
    key: str
    title: str
    day: date
    holder: str
    share: Decimal | None
    weight: Decimal
    explained: bool
    address: str
    explanation: Explanation | None


def handle(evidence: Evidence, piece: Piece) -> str:
    """Names a record in a form without showing its key."""
    return salted_hmac("evidence", f"{evidence.obligation.key} {evidence.register} {piece.key}").hexdigest()[:24]


def find(evidence: Evidence, wanted: str) -> Piece | None:
    """The record that a form's handle names."""
    return next((piece for piece in evidence.pieces() if handle(evidence, piece) == wanted), None)


def baseline_evidence(evidence: Evidence, year: int) -> Evidence:
    """The same obligation over a whole baseline year, with the shares of the day that is judged."""
    return replace(evidence, period=Period.year(year), explained=frozenset())


def chosen(evidence: Evidence, of: str) -> tuple[str, Evidence]:
    """The list that a page asks for by `?of=`, "" being that of the figure itself; of what is not there, that one."""
    year = evidence.period.start.year
    base = baseline_year(evidence.obligation, year)
    if of == BASELINE and base not in (None, year):
        return of, baseline_evidence(evidence, base)
    committed = registry.get(evidence.obligation.committed or "")
    if of == COMMITTED and committed is not None and evidence.metric is not None:
        return of, replace(evidence, metric=committed, explained=frozenset())
    return "", evidence


def pieces_after(evidence: Evidence, after: str) -> tuple[list[Piece], str]:
    """One page of pieces and the mark of the next one (empty at the end)."""
    return _counted(evidence, after) if evidence.metric and not evidence.metric.findings else _found(evidence, after)


def _counted(evidence: Evidence, after: str) -> tuple[list[Piece], str]:
    some = list(evidence.pieces(read_mark(after), SIZE + 1))
    last = some[SIZE - 1] if len(some) > SIZE else None
    return some[:SIZE], mark(last.day, last.pk) if last and last.pk else ""


def _found(evidence: Evidence, after: str) -> tuple[list[Piece], str]:
    """Findings are worked out whole, so their mark is a number."""
    start = int(after) if after.isascii() and after.isdigit() and len(after) < 9 else 0
    some = list(islice(evidence.pieces(), start, start + SIZE + 1))
    return some[:SIZE], str(start + SIZE) if len(some) > SIZE else ""


def names_of(evidence: Evidence, organization: int) -> dict[int, str]:
    """The names of those whose figures the organization inherits; no query where it inherits none."""
    predecessors = list(evidence.shares.keys() - {organization})
    return dict(Organization.objects.filter(pk__in=predecessors).values_list("pk", "name")) if predecessors else {}


def lines(
    user: Any, evidence: Evidence, pieces: Iterable[Piece], organization: Organization, names: dict[int, str]
) -> Iterator[Line]:
    """`names`: organizations whose figures are inherited, by id. Two queries for as many pieces as there are."""
    some = list(pieces)
    seen = _visible(user, evidence, [piece.pk for piece in some if piece.pk])
    restricted = is_restricted(evidence.obligation.key)
    said = {one.record_key: one for one in _explanations(user, evidence, organization, [one.key for one in some])}
    for piece in some:
        own = piece.organization == organization.pk
        # outside the circle of those who know not even the number is told
        shown = piece.pk in seen if piece.pk else own
        yield Line(
            handle(evidence, piece),
            piece.key if shown and not restricted else "",
            piece.title if shown or not restricted else _("限知悉"),
            piece.day,
            "" if own else names.get(piece.organization, ""),
            None if piece.share == 1 else Decimal(piece.share.numerator) / piece.share.denominator,
            piece.weight,
            piece.explained,
            address(evidence, piece.pk) if piece.pk in seen else "",
            said.get(piece.key),
        )


def _visible(user: Any, evidence: Evidence, pks: list[int]) -> set[int]:
    if evidence.metric is None or not pks:
        return set()
    rows = evidence.metric.source.rows()
    known = rows.known_to(user) if is_restricted(evidence.obligation.key) else rows.visible_to(user)
    return set(known.filter(pk__in=pks).values_list("pk", flat=True))


def _explanations(user: Any, evidence: Evidence, organization: Organization, keys: list[str]) -> Iterable[Explanation]:
    """The newest of each record last."""
    return (
        Explanation.objects.visible_to(user)
        .filter(
            obligation=evidence.obligation.key,
            organization=organization,
            register=evidence.register,
            record_key__in=keys,
        )
        .order_by("pk")
    )


def address(evidence: Evidence, pk: int | None) -> str:
    """The page of a record; empty for one that has none."""
    if evidence.metric is None or not pk:
        return ""
    route = PAGES.get(evidence.metric.source.rows().model._meta.label_lower)
    return reverse(route, args=[pk]) if route else ""
