"""What the office does with a tip: sort, pass on, ask back, answer, close. Each is one conditional change of state."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accountability.actions.refused import Refused, Stale
from accountability.models import Tip, TipMessage, TipState, Topic
from organizations.models import Organization, User
from registers import history
from registers.outbox import announce

SUBJECT = Tip._meta.label_lower
MESSAGE = TipMessage._meta.label_lower


@transaction.atomic
def note_opening(*, tip: Tip, by: User) -> None:
    """Whoever opens a tip leaves a line."""
    history.write([history.Line("opened", SUBJECT, key_of(tip), tip.organization_id)], actor=by, path="page")


@transaction.atomic
def sort(*, tip: int, version: int, topic: Topic, by: User) -> Tip:
    """Say what it is about. Raises Stale, Refused, Tip.DoesNotExist, like every act here."""
    return _change(tip, version, "changed", by, topic=str(topic), state=_begun)


@transaction.atomic
def pass_on(*, tip: int, version: int, organization: Organization, by: User) -> Tip:
    """To the unit that has to deal with it. A unit where nobody handles tips learns of it by other ways than this."""
    return _change(tip, version, "passed_on", by, passed_to_id=organization.pk, state=TipState.PASSED_ON)


@transaction.atomic
def ask(*, tip: int, version: int, text: str, by: User, today: date) -> Tip:
    """A question to whoever holds the receipt. It is no answer: the clock runs on."""
    return _say(_change(tip, version, "asked", by, state=_begun), text, by, today)


@transaction.atomic
def answer(*, tip: int, version: int, text: str, by: User, today: date) -> Tip:
    """The answer; the first one stops the clock."""
    changed = _change(
        tip, version, "answered", by, state=TipState.ANSWERED, answered_on=lambda held: held.answered_on or today
    )
    return _say(changed, text, by, today)


@transaction.atomic
def close(*, tip: int, version: int, by: User, today: date) -> Tip:
    """Nothing is left to do; from today on it has 90 days. What was not answered cannot be closed."""
    return _change(tip, version, "closed", by, _answered, state=TipState.CLOSED, closed_on=today)


def key_of(tip: Tip) -> str:
    return str(tip.pk)


def _begun(held: Tip) -> str:
    """Sorting and asking begin what has just come, and leave alone what is further."""
    return TipState.HANDLING if held.state == TipState.RECEIVED else held.state


def _answered(held: Tip) -> None:
    if held.answered_on is None:
        raise Refused(_("还没有答复，不能办结；内容不清、查不了的，也请先答复一句。"))


def _change(pk: int, version: int, action: str, by: User, fitting: Any = None, /, **wanted: Any) -> Tip:
    """One version up, with its line; a value may be a function of the tip as it stands."""
    mine = Tip.objects.editable_by(by)
    held = mine.select_for_update(of=("self",), no_key=True).get(pk=pk)
    if held.state == TipState.CLOSED:
        raise Refused(_("这件已经办结。"))
    if fitting:
        fitting(held)
    new = {name: value(held) if callable(value) else value for name, value in wanted.items()}
    old = {name: getattr(held, name) for name in new}
    if not Tip.objects.open().filter(pk=pk, version=version).update(**new, version=F("version") + 1):
        raise Stale
    changes = history.difference(old, new, new)
    announce("tips", [held.organization_id], {held.received_on.year, held.received_on.year + 1})
    line = history.Line(action, SUBJECT, key_of(held), held.organization_id, changes)
    history.write([line], actor=by, path="page")
    return Tip.objects.get(pk=pk)


def _say(tip: Tip, text: str, by: User, today: date) -> Tip:
    TipMessage.objects.create(tip=tip, author=by, text=text.strip(), day=today)
    return tip
