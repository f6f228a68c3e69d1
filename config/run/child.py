"""One process under watch: its own session, its own log, and no life after ours."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

LOG_BYTES = 10 * 1024 * 1024
# Linux: signal this process gets when its parent is gone (prctl(2))
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Program:
    """What to run. `ready` is asked after the start; what comes later in the list waits for it."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    stop_signal: signal.Signals = signal.SIGTERM
    ready: Callable[[], bool] | None = None
    # the others need it until their own end: stopped after them
    leant_on: bool = False
    # the account to run as, where it is not ours (PostgreSQL refuses root)
    user: int | None = None
    group: int | None = None


class Child:
    """A running Program. Signals go to its main process only; what outlives that is killed with its session."""

    def __init__(self, program: Program, log: Path | None) -> None:
        self.program = program
        self.started = time.monotonic()
        output = _opened(log) if log else None
        try:
            self.process = subprocess.Popen(
                list(program.command),
                env={**os.environ, **program.environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                start_new_session=True,
                preexec_fn=dies_with(os.getpid(), program.stop_signal),
                user=program.user,
                group=program.group,
                extra_groups=None if program.user is None else [],
            )
        finally:
            if output:
                output.close()

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    def ended(self) -> int | None:
        """The exit code once the main process is gone (negative: the signal); the rest of its session goes with it."""
        if self.process.returncode is None:
            if os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
                return None
            # not reaped yet, so the number of the session cannot be another's by now
            self._kill_session()
        return self.process.wait()

    def ask_to_stop(self) -> None:
        if self.process.returncode is None:
            self.process.send_signal(self.program.stop_signal)

    def kill(self) -> int:
        if self.process.returncode is None:
            self._kill_session()
        return self.process.wait()

    def stop(self, patience: float) -> int:
        """Asks, waits `patience` seconds, kills."""
        self.ask_to_stop()
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            code = self.ended()
            if code is not None:
                return code
            time.sleep(0.05)
        return self.kill()

    def _kill_session(self) -> None:
        # macOS refuses to signal a session of which only the dead leader is left
        with contextlib.suppress(PermissionError):
            os.killpg(self.pid, signal.SIGKILL)


def _opened(log: Path) -> IO[bytes]:
    """The log, appended to; past 10 MB the old one is kept beside it as NAME.log.1."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_name(f"{log.name}.1"))
    return log.open("ab")


def dies_with(parent: int, stop_signal: signal.Signals) -> Callable[[], None] | None:
    """What the new process does before its program: ask Linux to be signalled when the parent dies."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)

    def before_program() -> None:
        library.prctl(PR_SET_PDEATHSIG, int(stop_signal))
        # the parent may have died before the request
        if os.getppid() != parent:
            os._exit(1)

    return before_program
