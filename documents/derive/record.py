"""All derived fields of one document together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from documents.derive.level import level_reached
from documents.derive.names import in_name_of, joint, name_of_superior
from documents.derive.policy import conveying_report, policy
from documents.derive.scope import Scope, judge_scope
from documents.derive.supporting import supporting
from documents.derive.types import document_type
from organizations.models import Level

# what a sheet may leave out (~ in registers.md), in the order in which one follows from the other
DERIVED = (
    "doc_type",
    "form",
    "in_name_of",
    "joint",
    "level",
    "supporting",
    "superior",
    "superior_in_name_of",
    "policy",
    "conveying_report",
    "counted",
    "uncounted_reason",
)

# kept in Chinese with the record: the register itself says 否 and gives no reason
SAID_SO = "台账列明不计入"


class SeriesFacts(Protocol):
    """What a registered series tells of the documents numbered in it."""

    text: str
    in_name_of: str
    form: str
    counted: bool
    default_level: int


@dataclass(frozen=True)
class Given:
    """A document as known without deriving: `said` holds what the sheet or a person said of the derived fields."""

    title: str
    recipients: str = ""
    issuer: str = ""
    series_text: str = ""
    series: Any = None
    said: Mapping[str, Any] = field(default_factory=dict)
    # registered 代字 → 名义, for superiors that are named by number
    names: Mapping[str, str] = field(default_factory=dict)
    # names of organs → level, for recipients that are named outright
    places: Mapping[str, int] = field(default_factory=dict)


def derived(given: Given, scope: Scope) -> dict[str, Any]:
    """Every derived field: what was said stands, the rest follows from number, title and recipients.

    A reason for not counting stands only with a document that does not count.
    """
    found = _Found(given)
    series: SeriesFacts | None = given.series
    found.take("doc_type", document_type(given.title))
    found.take("form", series.form if series else "")
    found.take("in_name_of", series.in_name_of if series else in_name_of(given.title, given.issuer, given.series_text))
    found.take("joint", joint(given.title))
    default_level = series.default_level if series else Level.UNKNOWN
    found.take("level", level_reached(given.recipients, default_level, given.places))
    support = supporting(given.title, found["doc_type"])
    found.take("supporting", support.is_one)
    found.take("superior", support.superior)
    found.take("superior_in_name_of", name_of_superior(found["superior"], given.names))
    found.take("policy", policy(given.title, found["doc_type"]))
    found.take("conveying_report", conveying_report(given.title, found["doc_type"]))
    _count(found, given, scope)
    return dict(found)


class _Found(dict[str, Any]):
    def __init__(self, given: Given) -> None:
        super().__init__()
        self._said = given.said

    def take(self, name: str, value: Any) -> None:
        said = self._said.get(name)
        self[name] = value if said is None else said


def _count(found: _Found, given: Given, scope: Scope) -> None:
    series: SeriesFacts | None = given.series
    verdict = judge_scope(
        scope,
        title=given.title,
        doc_type=found["doc_type"],
        form=found["form"],
        policy=found["policy"],
        series=(series.text, series.counted) if series else None,
    )
    found.take("counted", verdict.counted)
    found.take("uncounted_reason", verdict.reason)
    if found["counted"]:
        found["uncounted_reason"] = ""
    elif not found["uncounted_reason"]:
        found["uncounted_reason"] = SAID_SO


def origins(given: Collection[str], corrected: Collection[str], series: bool) -> dict[str, str]:
    """Derived field → where its value came from: "corrected", "given", "series" or "derived"."""
    from_series = {"in_name_of", "form"} if series else set()
    return {
        name: "corrected"
        if name in corrected
        else "given"
        if name in given
        else "series"
        if name in from_series
        else "derived"
        for name in DERIVED
    }
