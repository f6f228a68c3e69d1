"""A flag's life after it opened: answered, taken back, upheld, returned or excused (evaluation.md, flags).

    open → answered → upheld (accepted) | excused | returned → answered …; it closes by itself when all is well

Every step is one conditional update: who comes second is told who was first. What a step changes for 29.2 is judged
after commit.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from measures.actions import Refused
from measures.flagging import due_day
from measures.models import Answer, Flag, FlagEvent, Standing, Way
from organizations.models import User
from registers.history import Line, write
from registers.outbox import announce

# what the office decides → what the flag becomes
BECOMES = {
    Answer.State.UPHELD: Flag.State.ACCEPTED,
    Answer.State.EXCUSED: Flag.State.EXCUSED,
    Answer.State.RETURNED: Flag.State.RETURNED,
}


def answer(
    *, flag: Flag, ways: Collection[str], done_by: date, note: str, records: int, user: User, on: date
) -> Answer:
    """The head's answer: at least one way, done by a day that is not past. Raises Refused, also when one waits."""
    chosen = [way for way in Way.values if way in set(ways)]
    if not chosen:
        raise Refused(_("请至少选一项整改措施。"))
    if done_by < on:
        raise Refused(_("完成时限不能早于今天；请改为今天或以后的日期。"))
    standing = Standing.objects.filter(
        obligation=flag.obligation, organization=flag.organization_id, year=flag.year
    ).first()
    with transaction.atomic():
        won = Flag.objects.filter(pk=flag.pk, state__in=Flag.AWAITING).update(state=Flag.State.ANSWERED, answered_on=on)
        if not won:
            raise Refused(_already(flag))
        made = Answer.objects.create(
            flag=flag,
            ways=chosen,
            done_by=done_by,
            note=note.strip(),
            value=standing.value if standing else None,
            limit=standing.limit if standing else None,
            records=records,
            answered_by=user,
            answered_on=on,
        )
        _record(flag, FlagEvent.Action.ANSWERED, Flag.State.ANSWERED, user, on, note.strip())
    return made


def withdraw(*, answer: Answer, user: User, on: date) -> None:
    """Take an answer back while nobody has decided on it. Raises Refused when somebody has."""
    flag = answer.flag
    with transaction.atomic():
        won = Answer.objects.filter(pk=answer.pk, state=Answer.State.SUBMITTED).update(state=Answer.State.WITHDRAWN)
        if not won:
            raise Refused(_decided(answer))
        Flag.objects.filter(pk=flag.pk, state=Flag.State.ANSWERED).update(state=Flag.State.OPEN, answered_on=None)
        _record(flag, FlagEvent.Action.WITHDRAWN, Flag.State.OPEN, user, on, "")


def decide(*, answer: Answer, verdict: str, line: str, approver: str, user: User, on: date) -> None:
    """Uphold, return (with a line) or excuse (with reason and approver), once; nobody decides on their own answer."""
    state = Answer.State(verdict)
    if state not in BECOMES:
        raise ValueError(f"{verdict} is no decision")
    if answer.answered_by_id == user.pk:
        raise Refused(_("不能审核自己提交的说明，请由其他同志审核。"))
    if state == Answer.State.RETURNED and not line.strip():
        raise Refused(_("退回时请写一句理由，便于单位修改。"))
    if state == Answer.State.EXCUSED and not (line.strip() and approver.strip()):
        raise Refused(_("豁免要写明理由和批准人（职务或者文号）。"))
    flag = answer.flag
    with transaction.atomic():
        won = Answer.objects.filter(pk=answer.pk, state=Answer.State.SUBMITTED).update(
            state=state,
            decided_by=user,
            decided_on=on,
            line=line.strip(),
            approver=approver.strip() if state == Answer.State.EXCUSED else "",
        )
        if not won:
            raise Refused(_decided(answer))
        changes: dict[str, object] = {"state": BECOMES[state]}
        if state == Answer.State.RETURNED:
            changes |= {"answered_on": None, "due_on": due_day(on), "escalated_on": None, "reminded_on": None}
        # a flag that closed in the meantime stays closed; the decision stands beside it
        Flag.objects.filter(pk=flag.pk, state=Flag.State.ANSWERED).update(**changes)
        _record(flag, FlagEvent.Action(state.value), BECOMES[state], user, on, line.strip())


def _record(flag: Flag, action: FlagEvent.Action, state: Flag.State, user: User, on: date, text: str) -> None:
    FlagEvent.objects.create(flag=flag, day=on, action=action, status=flag.status, text=text, actor=user)
    change = Line(
        action=action.value,
        subject="measures.flag",
        key=f"{flag.obligation} {flag.year}",
        organization=flag.organization_id,
        changes={"state": (flag.state, state.value)},
        reason=text,
    )
    write([change], actor=user, path="page")
    announce("flags", [flag.organization_id], [flag.year])


def _already(flag: Flag) -> str:
    now = Flag.objects.get(pk=flag.pk)
    if now.state == Flag.State.CLOSED:
        return _("这个问题已于%(day)s销号，不用再说明。") % {"day": now.closed_on}
    last = Answer.objects.filter(flag=flag).exclude(state=Answer.State.WITHDRAWN).select_related("answered_by").last()
    return _("%(who)s已于%(day)s答复，您的说明未提交。") % {
        "who": last.answered_by if last else "",
        "day": now.answered_on,
    }


def _decided(answer: Answer) -> str:
    now = Answer.objects.select_related("decided_by").get(pk=answer.pk)
    if now.state == Answer.State.WITHDRAWN:
        return _("这份说明已撤回，不用再处理。")
    return _("%(who)s已于%(day)s作出决定（%(state)s），您的决定未生效。") % {
        "who": now.decided_by,
        "day": now.decided_on,
        "state": now.get_state_display(),
    }
