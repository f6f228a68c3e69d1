"""The second half of `make run`: prepares, starts, says where to look, and waits for Ctrl-C."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.environment import process_counts
from config.run.child import dies_with
from config.run.programs import PYTHON, background_workers, programs
from config.run.supervisor import Supervisor


class Refused(Exception):
    """The site cannot be started here and now; the message says what to do."""


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - the terminal is this program's page


def wanted_port(text: str) -> int:
    """PORT as a number that nobody listens on."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Refused(f"PORT={text} is not a port. Write a number from 1 to 65535, for example PORT=8001.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except PermissionError:
            raise Refused(f"Port {text} needs rights that this account lacks. Choose another: PORT=8001") from None
        except OSError:
            raise Refused(f"Port {text} is taken. Choose another: make run PORT={int(text) % 65535 + 1}") from None
    return int(text)


def alone(var: Path) -> IO[str]:
    """Holds `var/run.lock` as long as it is open: two sites would share one embedded broker."""
    var.mkdir(parents=True, exist_ok=True)
    lock = (var / "run.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise Refused(
            f"The site is already running on the data in {var}. Stop it first, or set VAR= or REDIS_URL=."
        ) from None
    return lock


def prepare(base: Path) -> str:
    """Runs `manage.py prepare`, whose progress goes to the terminal. Returns the demo's sign-ins, a line each."""
    command = [PYTHON, str(base / "manage.py"), "prepare"]
    before = dies_with(os.getpid(), signal.SIGTERM)
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False, preexec_fn=before)
    if done.returncode:
        raise Refused("The site was not started.")
    return done.stdout


def report(port: int, database: dict[str, Any], sign_ins: str, seconds: float) -> None:
    kind = {"sqlite3": "SQLite, embedded", "postgresql": "PostgreSQL"}[database["ENGINE"].rpartition(".")[2]]
    say(f"\n轻装 Qingzhuang   http://127.0.0.1:{port}/")
    say(f"database  {kind}")
    say(f"broker    {settings.BROKER.label}")
    say(f"logs      {settings.VAR / 'log'}")
    if sign_ins.strip():
        say(f"\nSign in to the invented province as\n{sign_ins.rstrip()}")
    say(f"\nReady after {seconds:.0f} s. Ctrl-C stops everything.")


def start(began: float) -> int:
    # read first: a wrong value is refused here with its sentence, and `.env` may say the port
    base, var, database, broker = settings.BASE_DIR, settings.VAR, settings.DATABASES["default"], settings.BROKER
    port = wanted_port(os.environ.get("PORT") or "8000")
    os.environ["COLLECTED_STATIC"] = "1"
    lock = alone(var) if broker.kind != "redis" else None
    process_counts()
    workers = background_workers("sqlite" if database["ENGINE"].endswith("sqlite3") else "postgresql")
    sign_ins = prepare(base)
    supervisor = Supervisor(programs(base, var, broker, port, workers), var / "log", say)

    def when_up() -> None:
        report(port, database, sign_ins, time.monotonic() - began)

    try:
        return supervisor.run(when_up)
    finally:
        say("Stopped.")
        if lock:
            lock.close()


def main() -> int:
    """0 after Ctrl-C or SIGTERM, 1 when something could not be started, 2 for a wrong setting."""
    began = time.monotonic()
    try:
        return start(began)
    except ImproperlyConfigured as error:
        say(str(error))
        return 2
    except Refused as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130


sys.exit(main())
