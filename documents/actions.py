"""Acts on documents: keyword-only, atomic, each leaving its line in the change history and the news of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from documents.counting_files import Extent
from documents.derive import DERIVED
from documents.derive.day import year_and_day
from documents.deriving import Deriver, number_of, searched
from documents.importing import DOCUMENTS
from documents.models import Document, ScopeTable
from documents.rederiving import FOLLOWS, SUBJECT, derived_again
from organizations.models import Organization, User
from organizations.roles import Power
from registers import history
from registers.importing.context import Context
from registers.importing.matching import key_of
from registers.importing.row import Row
from registers.importing.writing import defaults
from registers.models import Coverage
from registers.outbox import announce, enqueue

# what a person may set by hand besides the derived fields; number and organ are the record's identity
PLAIN = (
    "title",
    "issued_on",
    "published_on",
    "recipients",
    "openness",
    "closed_reason",
    "pages",
    "characters",
    "required_by",
    "matter",
    "shows_progress",
    "remarks",
)
EDITABLE = (*PLAIN, *DERIVED)
_WRITTEN = (*PLAIN, *FOLLOWS, "year", "day", "title_search", "given", "corrected")


class Stale(Exception):
    """Somebody saved another version in the meantime; `current` is the document as it stands."""

    def __init__(self, current: Document) -> None:
        self.current = current
        super().__init__(f"document {current.pk} is at version {current.version}")


class Refused(Exception):
    """What cannot be taken, as a sentence for the page; `field` is the field that it stands at."""

    def __init__(self, message: str, field: str = "") -> None:
        self.message, self.field = message, field
        super().__init__(message)


@transaction.atomic
def correct(
    *,
    document: int,
    version: int,
    changes: Mapping[str, Any],
    automatic: Collection[str] = (),
    reason: str,
    by: User,
    today: date,
) -> Document:
    """Set fields by hand; they stick through later imports. `automatic` fields are derived again from now on.

    Raises Document.DoesNotExist for a document out of reach, Stale when `version` is not the current one.
    """
    held = _held(document, version, by)
    old = _attributes(held)
    changed = {name: value for name, value in changes.items() if name not in automatic and old[name] != value}
    new = old | changed
    stick = ({*held.corrected, *changed} | _kept_by_hand(changes)) - set(automatic)
    new["corrected"] = sorted(stick)
    new["given"] = [name for name in held.given if name not in automatic]
    number = number_of(held.number)
    new["year"], new["day"] = year_and_day(number.year if number else None, new["issued_on"])
    new |= searched(new["title"]) | derived_again(new, Deriver.load(today))
    _save(held, old, new, reason=reason, by=by, action="corrected")
    return Document.objects.get(pk=document)


def _kept_by_hand(changes: Mapping[str, Any]) -> set[str]:
    """A derived field that a person states is stated, even where deriving comes to the same."""
    return {name for name in DERIVED if name in changes and changes[name] is not None}


@transaction.atomic
def count_extent(*, document: int, version: int, extent: Extent, by: User) -> Document:
    """Keep the pages and characters counted in a dropped file; what the file does not tell stays as it was."""
    held = _held(document, version, by)
    old = _attributes(held)
    counted = {name: value for name, value in extent.figures().items() if value is not None}
    new = old | counted | {"corrected": sorted({*held.corrected, *counted})}
    _save(held, old, new, reason="由文件清点", by=by, action="counted")
    return Document.objects.get(pk=document)


@transaction.atomic
def enter(*, fields: Mapping[str, Any], covers: tuple[date, date] | None, by: User, today: date) -> Document:
    """One document typed by hand: derived like an imported one. Raises Refused with a sentence."""
    context = Context.load(today)
    row = Row("", 1, {}, values={column.at: None for column in DOCUMENTS.columns} | dict(fields))
    DOCUMENTS.derive([row], context)
    if row.problems:
        raise Refused(row.problems[0].message, "issued_on")
    owner = row.values["organization_id"]
    if not Organization.objects.reached_by(by, Power.EDIT_RECORDS).filter(pk=owner).exists():
        raise _of_another()
    key = key_of(DOCUMENTS, row.values)
    blank = defaults(Document)
    stored = {at: blank[at] if row.values.get(at) is None else row.values[at] for at in DOCUMENTS.attributes}
    try:
        with transaction.atomic():
            made = Document.objects.create(key=key, **stored)
    except IntegrityError as error:
        if not Document.objects.editable_by(by).filter(key=key).exists():
            raise _of_another() from error
        raise Refused(_("台账里已有这一件，没有重复录入；请用搜索找到它再更正。"), "number") from error
    span = covers or (made.day, made.day)
    Coverage.objects.get_or_create(organization_id=owner, register="documents", starts=span[0], ends=span[1])
    announce("documents", [owner], range(min(span[0].year, made.year), max(span[1].year, made.year) + 1))
    said = {name: (None, value) for name, value in fields.items() if value not in (None, "")}
    history.write([history.Line("created", SUBJECT, key, owner, said)], actor=by, path="page")
    return made


def _of_another() -> Refused:
    """The same sentence for another's series and another's record: it does not tell whether one exists."""
    return Refused(_("这个字号属于别的机关，不能由本单位录入；请核对字号。"), "number")


@transaction.atomic
def set_scope(*, table: ScopeTable, by: User) -> ScopeTable:
    """Sign a new version of the scope table; every document is derived again in the background.

    The version that came with the product is kept as version 1 when the first own one is signed. Raises
    Refused when somebody else signed a version meanwhile.
    """
    before = ScopeTable.objects.in_force()
    if before.pk is None:
        before.signed_on = table.signed_on
        before.signed_by = "系统默认"
        before.save()
    table.version = before.version + 1
    try:
        with transaction.atomic():
            table.save()
    except IntegrityError as error:
        raise Refused(_("刚刚有人签发了新的口径；请重新打开本页再改。")) from error
    names = (
        "excluded_types",
        "excluded_title_words",
        "without_series",
        "policy_only",
        "note",
        "signed_by",
        "signed_on",
    )
    changes = {name: (getattr(before, name), getattr(table, name)) for name in names}
    enqueue("derivation_changed", series=None, version=table.version)
    subject = ScopeTable._meta.label_lower
    history.write([history.Line("signed", subject, str(table.version), None, changes)], actor=by, path="page")
    return table


def _held(document: int, version: int, by: User) -> Document:
    """The document, locked; Stale when it is not at the version that the person saw."""
    held = Document.objects.editable_by(by).select_for_update(of=("self",), no_key=True).get(pk=document)
    if held.version != version:
        raise Stale(held)
    return held


def _attributes(document: Document) -> dict[str, Any]:
    return {field.attname: getattr(document, field.attname) for field in Document._meta.concrete_fields}


def _save(held: Document, old: dict[str, Any], new: dict[str, Any], *, reason: str, by: User, action: str) -> None:
    difference = history.difference(old, new, [name for name in _WRITTEN if name not in ("title_search", "given")])
    if not difference:
        return
    written = {name: new[name] for name in _WRITTEN}
    saved = Document.objects.filter(pk=held.pk, version=held.version).update(**written, version=F("version") + 1)
    if not saved:
        raise Stale(Document.objects.get(pk=held.pk))
    announce("documents", {old["organization_id"], new["organization_id"]}, {old["year"], new["year"]})
    line = history.Line(action, SUBJECT, held.key, new["organization_id"], difference, reason)
    history.write([line], actor=by, path="page")
