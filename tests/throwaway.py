"""PostgreSQL and Redis of our own: on free ports, in a temporary folder, gone afterwards whatever happens."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import redis as redis_client

from config.run.child import Child, Program

START_SECONDS = 30
STOP_SECONDS = 10
# nothing of it is meant to survive, so nothing waits for a disk
POSTGRES_OPTIONS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "shared_buffers=256MB")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def postgres_program(name: str) -> str | None:
    """The path of initdb or postgres: on the PATH, else the newest where Debian keeps them."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    return str(places[-1]) if places else shutil.which(name)


def redis_program() -> str | None:
    return shutil.which("redis-server") or shutil.which("valkey-server")


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """A running PostgreSQL; yields its DATABASE_URL, with an empty database of UTF-8 text."""
    initdb, server = postgres_program("initdb"), postgres_program("postgres")
    if initdb is None or server is None:
        raise FileNotFoundError("PostgreSQL's initdb and postgres were not found.")
    data, port, word = folder / "postgres", free_port(), secrets.token_urlsafe(16)
    data.mkdir(parents=True)
    word_file = folder / "word"
    word_file.write_text(word)
    user, group = _account()
    if user is not None and group is not None:
        # every folder above must let that account through
        folder.chmod(0o755)
        for path in (data, word_file):
            os.chown(path, user, group)
    arguments = ["--username=qingzhuang", f"--pwfile={word_file}", "--auth=scram-sha-256", "--encoding=UTF8"]
    subprocess.run(
        [initdb, f"--pgdata={data}", "--locale=C.UTF-8", "--no-sync", *arguments],
        user=user,
        group=group,
        extra_groups=None if user is None else [],
        cwd=data,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    options = [f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", *POSTGRES_OPTIONS]
    command = [server, "-D", str(data), *(part for option in options for part in ("-c", option))]
    address = f"postgres://qingzhuang:{word}@127.0.0.1:{port}"

    def ready() -> bool:
        try:
            with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE qingzhuang")
        except psycopg.OperationalError:
            return False
        return True

    # SIGINT is PostgreSQL's fast way to stop: it does not wait for its clients
    program = Program("postgres", command, stop_signal=signal.SIGINT, ready=ready, user=user, group=group)
    with running(program, folder):
        yield f"{address}/qingzhuang"


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """A running Redis that keeps nothing; yields its REDIS_URL."""
    server = redis_program()
    if server is None:
        raise FileNotFoundError("redis-server was not found.")
    port = free_port()
    command = [server, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]

    def ready() -> bool:
        try:
            with redis_client.Redis(port=port, socket_timeout=1) as client:
                return bool(client.ping())
        except redis_client.RedisError:
            return False

    with running(Program("redis", [*command, "--dir", str(folder)], ready=ready), folder):
        yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def running(program: Program, folder: Path) -> Iterator[Child]:
    """The program from when it is ready to when it is gone; its log in `folder`."""
    log = folder / f"{program.name}.log"
    child = Child(program, log)
    try:
        wait_until(lambda: child.ended() is not None or program.ready is None or program.ready(), program.name)
        if child.ended() is not None:
            raise RuntimeError(f"{program.name} did not start:\n{log.read_text(errors='replace')[-2000:]}")
        yield child
    finally:
        child.stop(STOP_SECONDS)


def wait_until(condition: Callable[[], bool], what: str, seconds: float = START_SECONDS) -> None:
    """Asks every 50 ms; TimeoutError that names `what` when it never came true."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: waited {seconds:g} s in vain")
        time.sleep(0.05)


def _account() -> tuple[int | None, int | None]:
    """Whom PostgreSQL runs as: us, or, when we are root, whom it would not refuse."""
    if os.geteuid() != 0:
        return None, None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return entry.pw_uid, entry.pw_gid
