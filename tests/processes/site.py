"""A site of real processes: a database and a broker of its own, workers and relays that tests start and kill."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from config.broker import broker
from config.run.child import Child, Program
from config.run.programs import embedded_broker
from tests.throwaway import free_port, redis_program, running

ROOT = Path(__file__).resolve().parent.parent.parent


class Site:
    """`environment` is that of every process; `broker` is what `start` runs as the broker."""

    def __init__(self, folder: Path, database: str, broker: Program, redis_url: str) -> None:
        self.folder = folder
        self.broker = broker
        self.environment = {
            "DATABASE_URL": database,
            "REDIS_URL": redis_url,
            "VAR": str(folder),
            "DJANGO_SETTINGS_MODULE": "tests.processes.settings",
            "PYTHONPATH": str(ROOT),
        }
        self._running = ExitStack()

    def start(self, program: Program) -> Child:
        child = self._running.enter_context(running(program, self.folder))
        # nobody waits for the polite end of what a test leaves behind
        self._running.callback(child.kill)
        return child

    def start_broker(self) -> Child:
        return self.start(self.broker)

    def start_worker(self, name: str = "worker", concurrency: int = 1) -> Child:
        celery = [sys.executable, "-m", "celery", "-A", "config", "worker", "--loglevel=INFO", "-n", f"{name}@%h"]
        options = [f"--concurrency={concurrency}", "--without-mingle", "--without-gossip"]
        return self.start(Program(name, [*celery, *options], self.environment, ready=lambda: self._connected(name)))

    def _connected(self, name: str) -> bool:
        return f"{name}@" in self.log(name) and " ready." in self.log(name)

    def start_relay(self, name: str = "relay") -> Child:
        return self.start(Program(name, [sys.executable, str(ROOT / "manage.py"), "relay"], self.environment))

    def manage(self, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)]
        env = os.environ | self.environment | environment
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    def ask(self, *arguments: object) -> Any:
        """What one of tests/processes/acts.py answers."""
        return self.ask_at_once(arguments)[0]

    def ask_at_once(self, *acts: Sequence[object]) -> list[Any]:
        """What they answer, each in a process of its own."""
        command = [sys.executable, "-m", "tests.processes.acts"]
        environment = os.environ | self.environment
        asked = [
            subprocess.Popen([*command, *map(str, act)], env=environment, stdout=subprocess.PIPE, text=True)
            for act in acts
        ]
        answers = [process.communicate()[0] for process in asked]
        assert [process.returncode for process in asked] == [0] * len(acts), acts
        return [json.loads(answer) for answer in answers]

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def stop(self) -> None:
        self._running.close()


@contextmanager
def site_with_redis(folder: Path, database: str) -> Iterator[Site]:
    """A Redis that keeps nothing, on one port through all its lives."""
    port = free_port()
    command = [redis_program() or "redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    program = Program("redis", [*command, "--dir", str(folder)], ready=lambda: _listens(port))
    site = Site(folder, database, program, f"redis://127.0.0.1:{port}/0")
    try:
        yield site
    finally:
        site.stop()


@contextmanager
def embedded_site(folder: Path, database: str) -> Iterator[Site]:
    """The embedded broker on its socket, the embedded database."""
    path = Path(broker("", folder).address.removeprefix("unix://"))
    site = Site(folder, database, embedded_broker(path, folder), "")
    try:
        yield site
    finally:
        site.stop()


def _listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0
