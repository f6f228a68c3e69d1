"""What a line keeps beside its columns: words struck out at the source, and reasons given for warnings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from inspections.planning.forbidden import Struck

Excuses = list[dict[str, str]]


def written(kept: Excuses, struck: Iterable[Struck], reasons: Mapping[str, str] | None) -> Excuses:
    """Words struck so far and now, each once; `reasons` (key of a warning → why) as they stand now, None: as before."""
    words = [one for one in kept if "word" in one]
    for one in struck:
        entry = {"kind": one.kind, "word": one.words, "field": "papers"}
        if entry not in words:
            words.append(entry)
    if reasons is None:
        return words + [one for one in kept if "reason" in one]
    return words + [{"kind": key, "reason": text.strip()} for key, text in reasons.items() if text.strip()]


def reasons_of(item: Any) -> dict[str, str]:
    """Key of a warning → the reason given for it."""
    return {one["kind"]: one["reason"] for one in item.excuses if "reason" in one}


def struck_from(item: Any) -> list[str]:
    """Words that were struck out of a line at the source."""
    return [one["word"] for one in item.excuses if "word" in one]
