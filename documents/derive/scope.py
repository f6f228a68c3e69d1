"""计入统计: whether a document is counted, by the scope table in force, and why not."""

from collections.abc import Iterable
from dataclasses import dataclass

from organizations.models import Form


@dataclass(frozen=True)
class Scope:
    """One version of the scope table (口径) on plain values.

    `without_series`: a document counts although no registered series numbers it. `policy_only`: only
    what is known to be a policy document counts (some provinces narrow it so).
    """

    version: int
    excluded_types: frozenset[str]
    excluded_words: tuple[str, ...]
    without_series: bool = True
    policy_only: bool = False


# registers.md, register 2: no official list is published; a province sets its own as a new version
DEFAULT_SCOPE = Scope(1, frozenset({"批复", "函", "纪要", "议案", "公报"}), ("任免", "任职", "免职"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` is kept with the record in Chinese, whoever imports it in whatever language."""

    counted: bool
    reason: str = ""


def first_found(words: Iterable[str], text: str) -> str:
    return next((word for word in words if word and word in text), "")


def judge_scope(
    scope: Scope, *, title: str, doc_type: str, form: str, policy: bool | None, series: tuple[str, bool] | None
) -> Verdict:
    """`series`: text and whether it is in scope, None for a number that no registered series bears.

    Without a series the form decides as it does for a new series: red heads count, the others do not;
    a document of unknown form counts.
    """
    if series is not None and not series[1]:
        return Verdict(False, f"机关代字“{series[0]}”不计入统计")
    if series is None and not scope.without_series:
        return Verdict(False, "文号的机关代字未登记")
    if series is None and form not in ("", Form.RED_HEAD):
        return Verdict(False, f"形式为{Form(form).label}")
    if doc_type in scope.excluded_types:
        return Verdict(False, f"文种“{doc_type}”不计入统计")
    if word := first_found(scope.excluded_words, title):
        return Verdict(False, f"标题含“{word}”")
    if scope.policy_only and not policy:
        return Verdict(False, "不是政策性文件")
    return Verdict(True)
