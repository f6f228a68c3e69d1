"""One step of a procedure: what is recorded by it, when it applies, and when it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Choice:
    """One thing that is chosen with a step. `values`: what each choice writes, by the choice's name."""

    name: str
    title: Any
    values: Mapping[str, Mapping[str, Any]]
    labels: Mapping[str, Any]
    several: bool = False
    required: bool = True
    # the attribute that a choice of several fills with a list
    attribute: str = ""


@dataclass(frozen=True)
class Step:
    """`day`: the attribute that keeps its day ("" where the step has none). `after`, `before`: attributes of days."""

    name: str
    title: Any
    note: Any
    day: str = ""
    choices: Callable[[Any], Sequence[Choice]] = lambda record: ()
    applies: Callable[[Any], bool] = lambda record: True
    done: Callable[[Any], bool] | None = None
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    # a day that lies ahead and that others set: nothing is preset, and it may be in the future
    ahead: bool = False
    # attributes besides the day that the step writes
    writes: tuple[str, ...] = ()
    # a sentence against what was chosen; empty when it may stand
    check: Callable[[Mapping[str, Any]], str] = lambda values: ""

    def is_done(self, record: Any) -> bool:
        return self.done(record) if self.done else getattr(record, self.day) is not None

    @property
    def attributes(self) -> tuple[str, ...]:
        return (self.day, *self.writes) if self.day else self.writes


@dataclass(frozen=True)
class Stand:
    """A step as it stands for one record: `state` is done, open or locked; `number` counts from 1."""

    number: int
    step: Step
    state: str
    day: Any


def course(steps: Sequence[Step], record: Any) -> list[Stand]:
    """The steps that apply, in order: done up to the first that is not, which is open; the rest are locked.

    A step recorded behind an open one (by an import) counts as done, yet the open one comes first.
    """
    stands, opened = [], False
    for number, step in enumerate((one for one in steps if one.applies(record)), 1):
        state = "done" if step.is_done(record) else "locked" if opened else "open"
        opened = opened or state == "open"
        stands.append(Stand(number, step, state, getattr(record, step.day) if step.day else None))
    return stands


def open_step(steps: Sequence[Step], record: Any) -> Step | None:
    """The step that may be recorded now; None when all are done."""
    return next((one.step for one in course(steps, record) if one.state == "open"), None)


def last_step(steps: Sequence[Step], record: Any) -> Step | None:
    """The last step of those done without a gap: the one that may be taken back."""
    done = []
    for one in course(steps, record):
        if one.state != "done":
            break
        done.append(one.step)
    return done[-1] if done else None


def of_choices(name: str, title: Any, choices: Any, **options: Any) -> Choice:
    """A choice among the values of the attribute of this name."""
    return Choice(
        name,
        title,
        {str(value): {name: value} for value, _label in choices},
        {str(value): label for value, label in choices},
        **options,
    )


def list_of(name: str, title: Any, choices: Any, **options: Any) -> Choice:
    """Any number of the values of the attribute of this name, which keeps a list."""
    labels = {str(value): label for value, label in choices}
    return Choice(name, title, {value: {} for value in labels}, labels, several=True, attribute=name, **options)
