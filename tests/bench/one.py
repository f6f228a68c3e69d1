"""One benchmark in a process of its own: `python -m tests.bench.one NUMBER ANSWER`; without words, the list of all."""

import importlib
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

import django

from tests.bench.measured import Benchmark, Ground, benchmarks

FRAME = {"__init__", "__main__", "measured", "one", "printing"}


def load() -> list[Benchmark]:
    """Every benchmark of this folder, by number: 4 before 4b before 15."""
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem not in FRAME:
            importlib.import_module(f"tests.bench.{path.stem}")
    return sorted(benchmarks.values(), key=lambda one: (int(one.number.rstrip("abcdef")), one.number))


def main() -> int:
    django.setup()
    known = load()
    if len(sys.argv) == 1:
        described = [{key: value for key, value in vars(one).items() if key != "run"} for one in known]
        sys.stdout.write(json.dumps(described))
        return 0
    number, answer = sys.argv[1:]
    environment = os.environ
    folder = Path(environment["VAR"])
    ground = Ground(environment["SCALE"], environment["DATABASE_URL"], environment["REDIS_URL"], folder)
    Path(answer).write_text(json.dumps(asdict(benchmarks[number].run(ground))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
