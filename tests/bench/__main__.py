"""Runs the benchmarks, each in a process of its own, and writes what came out.

`python -m tests.bench [NUMBER …]`; SCALE=small, province or stress. Writes var/bench.json, and docs/benchmarks.md
when all were run. Exit 1 when one could not be measured.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests import machine, throwaway
from tests.bench.measured import SCALES, Measured, row
from tests.bench.printing import markdown, text

BASE = Path(__file__).resolve().parent.parent.parent


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@contextmanager
def servers(scale: str) -> Iterator[tuple[dict[str, str], Path]]:
    """A throwaway PostgreSQL, migrated, and Redis; yields the environment of the benchmarks and their folder."""
    with tempfile.TemporaryDirectory(prefix="qingzhuang-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        with throwaway.postgres(folder / "database") as database, throwaway.redis(folder) as redis:
            environment = {**os.environ, "DATABASE_URL": database, "REDIS_URL": redis, "VAR": str(folder / "var")}
            environment |= {"SCALE": scale, "DJANGO_SETTINGS_MODULE": "config.settings", "PRODUCTION": "", "DEBUG": ""}
            subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=BASE, env=environment, check=True)
            yield environment, folder


def measured(number: str, environment: dict[str, str], folder: Path) -> Measured | None:
    """What the benchmark's own process found; None, after it has said why, when it failed."""
    answer = folder / f"{number}.json"
    command = [sys.executable, "-m", "tests.bench.one", number, str(answer)]
    if subprocess.run(command, cwd=BASE, env=environment, check=False).returncode:
        return None
    return Measured(**json.loads(answer.read_text()))


def run(numbers: list[str], scale: str) -> list[dict[str, Any]]:
    rows = []
    with servers(scale) as (environment, folder):
        listed = subprocess.run(
            [sys.executable, "-m", "tests.bench.one"], cwd=BASE, env=environment, stdout=subprocess.PIPE, check=True
        )
        for one in json.loads(listed.stdout):
            if numbers and one["number"] not in numbers:
                continue
            result = measured(one["number"], environment, folder)
            rows.append(row(one, result))
            say(text(rows[-1]))
    return rows


def main() -> int:
    scale, numbers = os.environ.get("SCALE") or "small", sys.argv[1:]
    if scale not in SCALES:
        say(f"SCALE={scale} is not known. Write one of: {', '.join(SCALES)}.")
        return 2
    problem = machine.provide()
    if problem:
        say(problem)
        return 1
    rows = run(numbers, scale)
    (BASE / "var").mkdir(exist_ok=True)
    (BASE / "var" / "bench.json").write_text(json.dumps({"scale": scale, "rows": rows}, ensure_ascii=False, indent=2))
    if not numbers:
        day = datetime.now(ZoneInfo("Asia/Shanghai")).date()
        (BASE / "docs" / "benchmarks.md").write_text(markdown(rows, scale, SCALES[scale], day))
    return 0 if rows and all(one["ratio"] is not None for one in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
