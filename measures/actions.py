"""Acts on explanations: submitted by the organization, decided by the office, each leaving its line."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from measures.models import Explanation
from organizations.models import User
from registers.history import Line, write
from registers.outbox import enqueue


class Refused(Exception):
    """An act that cannot be done; the message says why and what to do instead."""


def explain(
    *, obligation: str, organization: int, register: str, record_key: str, year: int, reason: str, user: User, on: date
) -> Explanation:
    """State the reason for one record under one obligation. Raises Refused without a reason, or when one stands."""
    if not reason.strip():
        raise Refused(_("请写明情况说明，一句话即可。"))
    try:
        with transaction.atomic():
            explanation = Explanation.objects.create(
                obligation=obligation,
                organization_id=organization,
                register=register,
                record_key=record_key,
                year=year,
                reason=reason.strip(),
                submitted_by=user,
                submitted_on=on,
            )
            write([_line(explanation, "submitted", "", explanation.state)], actor=user, path="page")
    except IntegrityError as error:
        raise Refused(_("这条记录已有情况说明，正在审核或已认可，不必再报。")) from error
    return explanation


def decide(*, explanation: Explanation, accept: bool, note: str, user: User, on: date) -> None:
    """Accept or return, once; nobody decides on their own. Raises Refused with who was first, or why not."""
    if explanation.submitted_by_id == user.pk:
        raise Refused(_("不能审核自己提交的说明，请由其他同志审核。"))
    if not accept and not note.strip():
        raise Refused(_("退回时请写一句理由，便于单位修改。"))
    state = Explanation.State.ACCEPTED if accept else Explanation.State.RETURNED
    with transaction.atomic():
        won = Explanation.objects.filter(pk=explanation.pk, state=Explanation.State.SUBMITTED).update(
            state=state, decided_by=user, decided_on=on, decision_note=note.strip()
        )
        if not won:
            first = Explanation.objects.select_related("decided_by").get(pk=explanation.pk)
            raise Refused(
                _("%(who)s已于%(day)s作出决定（%(state)s），您的决定未生效。")
                % {"who": first.decided_by, "day": first.decided_on, "state": first.get_state_display()}
            )
        write([_line(explanation, "decided", explanation.state, state, note.strip())], actor=user, path="page")
        enqueue("judging_wanted", year=explanation.year, organizations=[explanation.organization_id])


def _line(explanation: Explanation, action: str, old: str, new: str, reason: str = "") -> Line:
    return Line(
        action=action,
        subject="measures.explanation",
        key=f"{explanation.obligation} {explanation.record_key}",
        organization=explanation.organization_id,
        changes={"state": (old, str(new))},
        reason=reason,
    )
