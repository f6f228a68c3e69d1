"""One flag: rule ≠ fact → result, what is behind it, what happened, and what happens by itself."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Max, Min, Q
from django.utils.translation import gettext as _

from dashboard.evidence import behind
from dashboard.facts import line, present
from dashboard.flags.deadline import deadline
from dashboard.sentences import exceeded_word, judging
from measures.catalogue import RuleSet
from measures.evidence import evidence
from measures.models import Flag, FlagEvent, Standing
from measures.restricted import is_restricted
from measures.status import Status
from registers.workdays import Workdays

RECORDS_SHOWN = 20


def page(user: Any, flag: Flag, rules: RuleSet, today: date) -> dict[str, Any]:
    obligation = rules.obligation(flag.obligation)
    standing = (
        Standing.objects.visible_to(user)
        .filter(year=flag.year, obligation=flag.obligation, organization=flag.organization)
        .first()
    )
    day = standing.as_of if standing else min(today, date(flag.year, 12, 31))
    shown = evidence(obligation, flag.organization_id, day)
    pieces = list(islice(shown.pieces(limit=RECORDS_SHOWN + 1), RECORDS_SHOWN + 1))
    names = behind.names_of(shown, flag.organization_id)
    older, newer = _neighbours(user, flag)
    return {
        "obligation": obligation,
        "restricted": is_restricted(obligation.key),
        "measure": rules.measure(obligation.measure),
        "standing": standing,
        "judging": judging(obligation),
        "fact": present(obligation, standing.value, standing.limit, standing.population) if standing else "",
        "result": line(obligation, standing),
        "lines": list(behind.lines(user, shown, pieces[:RECORDS_SHOWN], flag.organization, names)),
        "more": len(pieces) > RECORDS_SHOWN,
        "events": FlagEvent.objects.visible_to(user).filter(flag=flag).select_related("actor"),
        "deadline": deadline(flag, today, Workdays()),
        "itself": _by_itself(flag, exceeded_word(obligation)),
        "older": older,
        "newer": newer,
    }


def _neighbours(user: Any, flag: Flag) -> tuple[int | None, int | None]:
    """The open flags of the year before and after this one, among those the person may see."""
    others = Flag.objects.visible_to(user).open().filter(year=flag.year)
    found = others.aggregate(
        older=Max("pk", filter=Q(pk__lt=flag.pk)),
        newer=Min("pk", filter=Q(pk__gt=flag.pk)),
    )
    return found["older"], found["newer"]


def _by_itself(flag: Flag, word: str) -> list[str]:
    """What the system does without anybody; nothing once the flag is closed."""
    if flag.state == Flag.State.CLOSED:
        return []
    said = [
        _("台账更正或数据恢复后，现状一回到达标，本问题自动销号，不需要报告。"),
        _("现状变重时记入经过；销号后再次出现，另立新的问题。"),
        _("某一条记录确有原因的，可在记录清单里写一句说明；认可后该记录不再计入。"),
    ]
    if flag.escalated_on is None:
        said.append(_("期限过后仍未答复，自动列入省委办公厅的清单。"))
    if flag.status == Status.AT_RISK:
        said.append(_("现在是预警：后几个月按计划减下来即可恢复，不减则转为%(word)s。") % {"word": word})
    return said
