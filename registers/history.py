"""The change history: every change of a record, by whatever path, leaves one line (trust.md, rule 3).

    with transaction.atomic():
        ...  # the change itself
        history.write([Line("changed", "documents.document", key, organization, changes)], actor=user, path="page")

Write last in the transaction: from the first line to the commit other writers wait.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizations.models import User
from registers import chain
from registers.bulk import insert_rows
from registers.models import ChainHead, Change

PATHS = {
    "page": _("页面"),
    "import": _("导入"),
    "api": _("接口"),
    "task": _("后台"),
    "command": _("命令"),
}
# longer than the longest import holds the chain, shorter than a page's statement limit
WAIT_FOR_CHAIN = "10s"
# whatever the model says
ALWAYS_CONFIDENTIAL = frozenset({"password", "secret", "token"})


@dataclass(frozen=True)
class Line:
    """What happened to one record.

    `subject` is the model's label in lower case, `changes` field → (old, new). A model names its
    confidential fields in a class attribute `CONFIDENTIAL`: of those the history keeps the name only.
    """

    action: str
    subject: str
    key: str = ""
    organization: int | None = None
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    reason: str = ""


def write(lines: Iterable[Line], *, actor: User | None, path: str, at: datetime | None = None) -> None:
    """Append the lines, in the transaction of their cause; refuses to run outside one.

    `at` is the time of writing, by default the clock's: a record of the writing, nothing is judged by it.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("history.write belongs in the transaction of its cause")
    if path not in PATHS:
        raise ValueError(f"unknown path {path!r}: one of {', '.join(PATHS)}")
    by = actor.pk if actor else None
    bodies = [_body(line, by, path) for line in lines]
    if not bodies:
        return
    texts = [chain.canonical(*body) for body in bodies]
    with _chain_head() as head:
        moment = at or timezone.now()
        rows = []
        for body, text in zip(bodies, texts, strict=True):
            previous = head.digest
            head.count += 1
            head.digest = chain.digest(previous, head.count, moment, text)
            rows.append((head.count, moment, *body, previous, head.digest))
        insert_rows(Change, chain.Sealed._fields, rows)
        head.save(update_fields=["count", "digest"])


def difference(old: Mapping[str, Any], new: Mapping[str, Any], fields: Iterable[str]) -> dict[str, tuple[Any, Any]]:
    """Those of the fields whose value changed, field → (old, new), ready for JSON."""
    return {name: (plain(old.get(name)), plain(new.get(name))) for name in fields if old.get(name) != new.get(name)}


def plain(value: Any) -> Any:
    """A value as JSON keeps it on every database: days in ISO form, numbers with a fraction as text."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        # PostgreSQL stores no NUL, UTF-8 no half of a surrogate pair
        return str(value).replace("\0", "\ufffd").encode("utf-8", "replace").decode()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in (sorted(value, key=str) if isinstance(value, (set, frozenset)) else value)]
    return plain(str(value))


def _body(line: Line, actor: int | None, path: str) -> tuple[Any, ...]:
    hidden = _confidential(line.subject)
    changes = {name: None if name in hidden else [plain(old), plain(new)] for name, (old, new) in line.changes.items()}
    return actor, path, line.action, line.subject, plain(line.key), line.organization, changes, plain(line.reason)


def _confidential(subject: str) -> frozenset[str]:
    label, _dot, name = subject.partition(".")
    try:
        model = apps.get_model(label, name)
    except LookupError as error:
        raise ValueError(f"{subject!r} is no model: a line's subject is a model's label in lower case") from error
    if model._meta.label_lower != subject:
        raise ValueError(f"write {model._meta.label_lower!r}, not {subject!r}")
    return ALWAYS_CONFIDENTIAL | frozenset(getattr(model, "CONFIDENTIAL", ()))


@contextmanager
def _chain_head() -> Iterator[ChainHead]:
    """The head of the chain, locked until the transaction ends (SQLite: the transaction has the only write lock)."""
    with _patience():
        head = ChainHead.objects.select_for_update(no_key=True).filter(pk=1).first()
        if head is None:
            ChainHead.objects.bulk_create([ChainHead(pk=1)], ignore_conflicts=True)
            head = ChainHead.objects.select_for_update(no_key=True).get(pk=1)
    yield head


@contextmanager
def _patience() -> Iterator[None]:
    """Pages give up a lock after a second; behind a large import the chain is worth waiting for."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout')")
        (usual,) = cursor.fetchone()
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [WAIT_FOR_CHAIN])
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [usual])
