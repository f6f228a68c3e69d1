"""The list of exceptions (防止乱开口子): rows that a rule would have stopped, why they passed and who let them.

    @exceptions("meetings")
    def emergencies(period, organizations) -> Iterator[Exemption]: ...

The list is the union of what all registers publish; measure 29.3 counts those without a reason or an approver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from metrics.period import Period

Organizations = frozenset[int] | None


@dataclass(frozen=True, slots=True)
class Exemption:
    """One row that a rule would have stopped. `kind` says which rule, in words; `approver` who let it through: a
    person, a post or the number of a decision.
    """

    register: str
    organization: int
    day: date
    key: str
    title: str
    kind: str
    reason: str
    approver: str
    pk: int | None = None

    @property
    def signed(self) -> bool:
        return bool(self.reason.strip() and self.approver.strip())


Finder = Callable[[Period, Organizations], Iterable[Exemption]]


class Exceptions:
    """The functions that name exemptions, by register and name; one that is published twice is refused."""

    def __init__(self) -> None:
        self._finders: dict[tuple[str, str], Finder] = {}

    def add(self, register: str, finder: Finder) -> None:
        name = (register, finder.__name__)
        if name in self._finders:
            raise ValueError(f"exceptions {register}.{finder.__name__} are already defined")
        self._finders[name] = finder

    def find(self, period: Period, organizations: Organizations = None) -> Iterator[Exemption]:
        """Those of the period for the organizations given (None: all), register by register."""
        for finder in self._finders.values():
            yield from finder(period, organizations)


every_exception = Exceptions()


def exceptions(register: str, *, into: Exceptions = every_exception) -> Callable[[Finder], Finder]:
    """Publish `function(period, organizations)` that yields the exemptions of a register."""

    def publish(finder: Finder) -> Finder:
        into.add(register, finder)
        return finder

    return publish
