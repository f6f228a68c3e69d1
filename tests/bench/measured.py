"""What a benchmark gets, what it gives back, and the list of all of them."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

# rows of the documents register at each scale (performance.md)
SCALES = {"small": 200_000, "province": 4_000_000, "stress": 10_000_000}


@dataclass(frozen=True)
class Ground:
    """Where a benchmark runs. `documents` says how many rows the large registers have at this scale."""

    scale: str
    database_url: str
    redis_url: str
    folder: Path

    @property
    def documents(self) -> int:
        return SCALES[self.scale]


@dataclass(frozen=True)
class Measured:
    """Our figure beside its limit or peer, both in `unit`. `note` tells what the reader must know of it."""

    ours: float
    peer: float
    unit: str
    note: str = ""


@dataclass(frozen=True)
class Benchmark:
    number: str
    what: str
    against: str
    goal: float
    at_least: bool
    run: Callable[[Ground], Measured]


benchmarks: dict[str, Benchmark] = {}


def benchmark(
    number: str, what: str, *, against: str, goal: float = 1.0, at_least: bool = False
) -> Callable[[Callable[[Ground], Measured]], Callable[[Ground], Measured]]:
    """Registers a benchmark. Met when ours / peer is at most `goal` (`at_least`: at least)."""

    def register(function: Callable[[Ground], Measured]) -> Callable[[Ground], Measured]:
        if number in benchmarks:
            raise ValueError(f"two benchmarks are numbered {number}")
        benchmarks[number] = Benchmark(number, what, against, goal, at_least, function)
        return function

    return register


def median_seconds(function: Callable[[], Any], times: int = 5) -> float:
    """The median of several runs, after one that warms caches and is not counted."""
    function()
    return statistics.median(seconds(function) for _ in range(times))


def seconds(function: Callable[[], Any]) -> float:
    began = time.perf_counter()
    function()
    return time.perf_counter() - began


def row(line: Mapping[str, Any], measured: Measured | None) -> dict[str, Any]:
    """A described benchmark with its figures; without a measurement, one that says so and counts as not met."""
    if measured is None:
        return {**line, "ours": None, "peer": None, "unit": "", "note": "not measured", "ratio": None, "met": False}
    ratio = measured.ours / measured.peer
    met = ratio >= line["goal"] if line["at_least"] else ratio <= line["goal"]
    return {**line, **asdict(measured), "ratio": ratio, "met": met}
