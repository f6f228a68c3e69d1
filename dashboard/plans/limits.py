"""What the checks of a plan hold lines against, from the catalogue that judges its year."""

from __future__ import annotations

from typing import Any

from measures.catalogue import NoRuleSet, rule_set_for
from meetings.models import MeetingClass
from meetings.planning.line import Limits

# the metrics' own parameters for the caps of the classes (12.2)
CAPS = {MeetingClass.TWO: "class_two", MeetingClass.THREE: "class_three", MeetingClass.FOUR: "class_four"}


def limits_for(year: int) -> Limits:
    """A year before the first rule set, or an obligation that a rule set does not have, takes the usual ones."""
    usual = Limits()
    caps = {grade: _parameter(year, "12.2", name, usual.people[grade]) for grade, name in CAPS.items()}
    return Limits(
        quiet_month=_parameter(year, "9.3", "month", usual.quiet_month),
        half_day=_parameter(year, "13.1", "minutes", usual.half_day),
        joinable=_parameter(year, "11.4", "minutes", usual.joinable),
        remote=_parameter(year, "13.2", "minutes", usual.remote),
        people=caps,
    )


def _parameter(year: int, key: str, name: str, usual: Any) -> Any:
    try:
        return dict(rule_set_for(year).obligation(key).parameters).get(name, usual)
    except (NoRuleSet, KeyError):
        return usual
