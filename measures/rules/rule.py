"""The rules by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from measures.rules.ceiling import Ceiling
from measures.rules.facts import Facts, Judgement
from measures.rules.floor import Floor
from measures.rules.milestone import Milestone
from measures.rules.parameters import ParameterError
from measures.rules.reduction import Reduction

Rule = Reduction | Ceiling | Floor | Milestone

RULES: Mapping[str, type[Reduction] | type[Ceiling] | type[Floor] | type[Milestone]] = {
    rule.name: rule for rule in (Reduction, Ceiling, Floor, Milestone)
}


def judge(rule: Rule, facts: Facts) -> Judgement:
    return rule.judge(facts)


def build(name: str, parameters: Mapping[str, object]) -> Rule:
    """The rule of that name with the parameters of a catalogue. Raises ParameterError with the reason."""
    kind = RULES.get(name)
    if kind is None:
        raise ParameterError(_("没有规则“%(name)s”，只有：%(known)s。") % {"name": name, "known": "、".join(RULES)})
    for key in kind.required:
        if key not in parameters:
            raise ParameterError(_("规则 %(rule)s 缺少参数“%(name)s”。") % {"rule": name, "name": key})
    return kind(**{key: _parsed(kind, key, value) for key, value in parameters.items()})


def _parsed(kind: type[Rule], key: str, value: object) -> Any:
    if key not in kind.parsers:
        raise ParameterError(
            _("规则 %(rule)s 没有参数“%(name)s”，只有：%(known)s。")
            % {"rule": kind.name, "name": key, "known": "、".join(kind.parsers)}
        )
    try:
        return kind.parsers[key](value)
    except ParameterError as error:
        raise ParameterError(
            _("规则 %(rule)s 的参数“%(name)s”写作“%(value)s”：%(reason)s。")
            % {"rule": kind.name, "name": key, "value": value, "reason": error}
        ) from error
