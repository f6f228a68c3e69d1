"""`manage.py check`: a wrong catalogue stops the start, with the obligation's key and how to put it right.

measures.E001  a rule set's file or a field in it is wrong
measures.E002  an obligation names a metric that does not exist
measures.E003  an obligation awaits a register although its metrics exist
measures.E004  a parameter goes to no metric, or a metric's parameter is missing
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.translation import gettext as _

from measures.catalogue import FOLDER, CatalogueError, Obligation, load, names
from metrics.registry import Metric, Registry, registry


@register("catalogue")
def check_catalogue(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every rule set that comes with the product, and every one that RULE_SETS names."""
    wanted = sorted({*names(), *settings.RULE_SETS.values()})
    return [error for name in wanted for error in rule_set_errors(name)]


def rule_set_errors(name: str, folder: Path = FOLDER, known: Registry = registry) -> list[CheckMessage]:
    """What is wrong with one rule set; its metrics are looked at once its file can be read."""
    try:
        rule_set = load(name, folder)
    except CatalogueError as error:
        return [Error(str(one), hint=one.hint, obj=f"{name}.toml", id="measures.E001") for one in error.problems]
    return [error for one in rule_set.obligations for error in _obligation_errors(one, name, known)]


def _obligation_errors(obligation: Obligation, rule_set: str, known: Registry) -> Iterator[CheckMessage]:
    found = [metric for name in obligation.metrics if (metric := known.get(name)) is not None]
    problems = [*_metric_problems(obligation, known), *_parameter_problems(obligation, found)]
    for number, message, hint in problems:
        yield Error(f"{obligation.key}: {message}", hint=hint, obj=f"{rule_set}.toml", id=f"measures.E00{number}")


Found = tuple[int, str, str]


def _metric_problems(obligation: Obligation, known: Registry) -> Iterator[Found]:
    missing = [name for name in obligation.metrics if name not in known]
    if obligation.awaits is not None:
        if not missing:
            message = _('指标 %(metric)s 已有，却仍写着 awaits = "%(register)s"。')
            yield 3, message % {"metric": obligation.metric, "register": obligation.awaits}, _("删去 awaits 这一行。")
        return
    for name in missing:
        near = "、".join(get_close_matches(name, [metric.name for metric in known])) or _("没有相近的指标名")
        yield (
            2,
            _("没有指标 %(metric)s。") % {"metric": name},
            _("改正指标名（相近的：%(near)s）；台账尚未建成的，写明 awaits。") % {"near": near},
        )


def _parameter_problems(obligation: Obligation, found: Sequence[Metric]) -> Iterator[Found]:
    if len(found) < len(obligation.metrics):
        return
    taken = frozenset[str]().union(*(metric.parameters for metric in found))
    for name, _value in obligation.parameters:
        if name not in taken:
            message = _("指标 %(metric)s 没有参数“%(name)s”。") % {"metric": obligation.metric, "name": name}
            yield 4, message, _("改正 with；可用的参数：%(known)s。") % {"known": "、".join(sorted(taken)) or _("无")}
    given = {name for name, _value in obligation.parameters}
    for metric in found:
        for name in sorted(_demanded(metric) - given):
            message = _("指标 %(metric)s 必须给出参数“%(name)s”。") % {"metric": metric.name, "name": name}
            yield 4, message, _("写作 with = { %(name)s = … }。") % {"name": name}


def _demanded(metric: Metric) -> set[str]:
    """The parameters without a default."""
    parameters = inspect.signature(metric.function).parameters
    return {name for name in metric.parameters if parameters[name].default is inspect.Parameter.empty}
