"""`make check`: everything that can be said about the code without running it."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
MANAGE = (sys.executable, "manage.py")

CHECKS: dict[str, tuple[str, ...]] = {
    "types of the pure parts": (sys.executable, "-m", "mypy"),
    "style": (sys.executable, "-m", "ruff", "check", "."),
    "format": (sys.executable, "-m", "ruff", "format", "--check", "."),
    "which way imports point": (str(BIN / "lint-imports"), "--no-cache"),
    "system checks and the catalogue": (*MANAGE, "check", "--fail-level", "WARNING"),
    "migrations": (*MANAGE, "makemigrations", "--check", "--dry-run"),
    "translations": (sys.executable, "-m", "tests.translations"),
    "templates": (str(BIN / "djhtml"), "--check", "-t", "2", "templates"),
    "the rules of the house": (sys.executable, "-m", "pytest", "-q", "tests/house/test_style.py"),
}


def run(command: tuple[str, ...], environment: Mapping[str, str]) -> tuple[int, str, float]:
    """Exit code, what it said, and seconds."""
    began = time.monotonic()
    done = subprocess.run(
        command,
        cwd=BASE,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, time.monotonic() - began


def main() -> int:
    """0 when all pass; what a failed one said is shown in full."""
    failed = []
    with tempfile.TemporaryDirectory(prefix="qingzhuang-") as folder:
        environment = {"DATABASE_URL": f"sqlite:///{folder}/check.sqlite3", "REDIS_URL": "", "VAR": f"{folder}/var"}
        with ThreadPoolExecutor(max_workers=2) as pool:
            runs = {title: pool.submit(run, command, environment) for title, command in CHECKS.items()}
            for title, pending in runs.items():
                code, said, seconds = pending.result()
                sys.stdout.write(f"{'FAILED' if code else 'passed'}  {title} ({seconds:.0f} s)\n")
                if code:
                    failed.append(title)
                    sys.stdout.write(f"{said}\n")
                sys.stdout.flush()
    if failed:
        sys.stdout.write(f"checks failed: {', '.join(failed)}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
