"""What was decided, by whom and when, in words: on the leader's page, and in the plan."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings.actions.decisions import SPOKEN, who
from meetings.models import Decision, Plan, Verdict


@dataclass(frozen=True, slots=True)
class Said:
    """One decision as it is read: who (某某代某某, or the body), and what."""

    decision: Decision
    who: str
    word: str

    @classmethod
    def of(cls, decision: Decision) -> Said:
        return cls(decision, who(decision), str(SPOKEN[Verdict(decision.verdict)]))

    @property
    def sentence(self) -> str:
        """沈望代顾衡11月25日同意：压到一小时; with number and day where a body decided."""
        one = self.decision
        day = date_format(one.decision_day or timezone.localtime(one.decided_at).date(), "n月j日")
        text = _("%(who)s%(day)s%(word)s") % {"who": self.who, "day": day, "word": self.word}
        if one.decision_number:
            said = {"text": text, "number": one.decision_number, "clerk": one.decided_by}
            text = _("%(text)s（%(number)s，%(clerk)s录入）") % said
        return _("%(text)s：%(line)s") % {"text": text, "line": one.line} if one.line else text


def said_in_plan(user: Any, plan: Plan) -> dict[int, str]:
    """For each line of the plan (id) the decisions in force, the first first. One query."""
    made = Decision.objects.visible_to(user).standing().filter(planned__plan=plan)
    found: dict[int, list[str]] = defaultdict(list)
    for one in made.select_related("decided_by", "on_behalf_of").order_by("decided_at", "pk"):
        found[one.planned_id].append(Said.of(one).sentence)
    return {pk: _("；").join(sentences) for pk, sentences in found.items()}
