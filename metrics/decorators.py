"""`@metric` and `@findings`: how a register app publishes a figure."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from metrics.registry import Condition, Finder, Metric, Registry, Source, registry


def _keywords(function: Callable[..., Any]) -> frozenset[str]:
    parameters = inspect.signature(function).parameters.values()
    return frozenset(p.name for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY)


def metric(
    name: str, *, unit: str, source: Source, value: Any = None, into: Registry = registry
) -> Callable[[Condition], Condition]:
    """Publish a condition: `function(**parameters) -> Q` on the rows of `source`, counted, or summed over `value`.

    Keyword-only arguments of the function are its parameters; the catalogue may set them.
    """

    def publish(function: Condition) -> Condition:
        into.add(Metric(name, unit, source, function, value=value, parameters=_keywords(function)))
        return function

    return publish


def findings(name: str, *, unit: str, source: Source, into: Registry = registry) -> Callable[[Finder], Finder]:
    """Publish a figure that no condition can say: `function(period, organizations, **parameters)` yields Findings.

    `organizations` is a frozenset of ids, or None for all of them.
    """

    def publish(function: Finder) -> Finder:
        into.add(Metric(name, unit, source, function, findings=True, parameters=_keywords(function)))
        return function

    return publish
