"""The second half of `make test`: the checks, then the suite embedded, on real servers, and in the browser."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from config.run.child import dies_with
from tests import check, machine, throwaway

PYTEST = (sys.executable, "-m", "pytest", "-q")
# two workers: as many as the smallest machine it runs on has cores
TOGETHER = ("-n", "2", "--dist", "loadfile")


@dataclass(frozen=True)
class Stage:
    title: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def stages(database: str, redis: str) -> list[Stage]:
    embedded = {"DATABASE_URL": "", "REDIS_URL": ""}
    real = {"DATABASE_URL": database, "REDIS_URL": redis}
    return [
        Stage("embedded: SQLite", (*TOGETHER, "-m", "not postgres and not services and not browser"), embedded),
        Stage("real: PostgreSQL and Redis", (*TOGETHER, "-m", "not services and not browser"), real),
        Stage("real: workers that are killed, brokers that stop", ("-m", "services and not browser"), real),
        Stage("browser: Chromium", ("-m", "browser"), real),
    ]


def run_stage(stage: Stage, var: Path) -> bool:
    """Whether it passed. A stage that finds no test at all has not."""
    say(f"\n=== {stage.title}")
    environment = {**os.environ, "PRODUCTION": "", "DEBUG": "", "VAR": str(var), **stage.environment}
    process = subprocess.Popen(
        [*PYTEST, *stage.arguments], env=environment, preexec_fn=dies_with(os.getpid(), signal.SIGTERM)
    )
    try:
        return process.wait() == 0
    finally:
        process.terminate()
        process.wait()


def run_all(folder: Path) -> list[str]:
    """The titles of what failed."""
    say("=== checks")
    failed = [] if check.main() == 0 else ["checks"]
    with ExitStack() as servers:
        database = servers.enter_context(throwaway.postgres(folder / "database"))
        redis = servers.enter_context(throwaway.redis(folder))
        for stage in stages(database, redis):
            began = time.monotonic()
            passed = run_stage(stage, folder / "var")
            say(f"=== {stage.title}: {'passed' if passed else 'FAILED'} after {time.monotonic() - began:.0f} s")
            failed += [] if passed else [stage.title]
    return failed


def _stop(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


def main() -> int:
    # whoever ends us by a signal must not leave servers behind
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGHUP, _stop)
    problem = machine.provide()
    if problem:
        say(problem)
        return 1
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="qingzhuang-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        failed = run_all(Path(folder))
    say(f"\n{'FAILED: ' + '; '.join(failed) if failed else 'All passed'} after {time.monotonic() - began:.0f} s.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
