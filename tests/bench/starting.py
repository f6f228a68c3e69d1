"""From nothing to a page, and what a page's process weighs (performance.md 15 and 16)."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import psycopg
from django.conf import settings

from config.run.programs import answers
from tests.bench.measured import Ground, Measured, benchmark, seconds
from tests.throwaway import free_port, wait_until

PAGE = "/accounts/login/"
REQUESTS = 1_000


def manage(ground: Ground, *words: str, **environment: str) -> None:
    command = [sys.executable, "manage.py", *words]
    subprocess.run(command, cwd=settings.BASE_DIR, env={**os.environ, **environment}, check=True)


@contextmanager
def web() -> Iterator[tuple[int, int]]:
    """A web server with one worker; yields its port and the number of its main process."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "python:config.server", "--log-level", "error", "config.wsgi"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "PORT": str(port), "WEB_CONCURRENCY": "1"},
        stderr=subprocess.DEVNULL,
    )
    try:
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def get(connection: HTTPConnection) -> None:
    connection.request("GET", PAGE)
    response = connection.getresponse()
    if response.status != 200:
        raise RuntimeError(f"{PAGE} answered {response.status}")
    response.read()


@benchmark("15", "migrations on an empty database", against="limit")
def migrations(ground: Ground) -> Measured:
    name = "empty"
    with psycopg.connect(ground.database_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    url = f"{ground.database_url.rpartition('/')[0]}/{name}"
    taken = seconds(lambda: manage(ground, "migrate", "-v0", DATABASE_URL=url))
    return Measured(taken, 10, "s")


@benchmark("15b", "start of a web process to its first page", against="limit")
def first_page(ground: Ground) -> Measured:
    began = time.perf_counter()
    with web() as (port, _):
        wait_until(lambda: answers(port), "the web server")
        get(HTTPConnection("127.0.0.1", port, timeout=30))
        taken = time.perf_counter() - began
    return Measured(taken, 3, "s")


@benchmark("16", f"memory of a web worker after {REQUESTS:,} pages", against="limit")
def web_memory(ground: Ground) -> Measured:
    with web() as (port, main):
        wait_until(lambda: answers(port), "the web server")
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        for _ in range(REQUESTS):
            get(connection)
        connection.close()
        worker = Path(f"/proc/{main}/task/{main}/children").read_text().split()[0]
        lines = Path(f"/proc/{worker}/smaps_rollup").read_text().splitlines()
    kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return Measured(kilobytes / 1024, 150, "MB", "its share of what it shares with the main process")
