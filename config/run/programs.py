"""Which processes make up the site, in the order of their start."""

import socket
import sys
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import environ

from config.broker import Broker, embedded_server
from config.environment import number
from config.run.child import Program

PYTHON = sys.executable


def programs(base: Path, var: Path, broker: Broker, port: int, workers: int) -> list[Program]:
    """The embedded broker where none is given, then web, worker, schedule and relay.

    `workers` is the number of processes that do background work (the worker's pool).
    """
    manage = str(base / "manage.py")
    celery = [PYTHON, "-m", "celery", "-A", "config"]
    own = [embedded_broker(Path(broker.address.removeprefix("unix://")), var)] if broker.kind == "embedded" else []
    return [
        *own,
        Program(
            "web",
            [PYTHON, "-m", "gunicorn", "-c", "python:config.server", "config.wsgi"],
            {"PORT": str(port)},
            ready=lambda: answers(port),
        ),
        Program("worker", [*celery, "worker", "--loglevel=INFO", f"--concurrency={workers}", "--without-mingle"]),
        Program("schedule", [*celery, "beat", "--loglevel=INFO", "--pidfile="]),
        Program("relay", [PYTHON, manage, "relay"]),
    ]


def embedded_broker(path: Path, var: Path) -> Program:
    """Valkey on a private socket at `path`; what it was given is on disk before it says so."""
    folder = var / "broker"
    folder.mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    command = [str(embedded_server()), "--port", "0", "--unixsocket", str(path), "--unixsocketperm", "700"]
    kept = ["--dir", str(folder), "--appendonly", "yes", "--appendfsync", "always", "--save", ""]
    return Program("broker", [*command, *kept], ready=lambda: listens(path), leant_on=True)


def listens(path: Path) -> bool:
    """Whether a server of Redis' kind answers a ping on this unix socket."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(1)
        try:
            client.connect(str(path))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def answers(port: int) -> bool:
    """Whether the web server answers at all; what it answers to a name it does not know matters not here."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status > 0
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def background_workers(vendor: str) -> int:
    """WORKER_CONCURRENCY, else one on SQLite (its writers queue anyway) and two on PostgreSQL."""
    return number(environ.Env(), "WORKER_CONCURRENCY", 1 if vendor == "sqlite" else 2)
