import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from tests import throwaway
from tests.processes.site import ROOT, embedded_site, site_with_redis


def migrate(database, folder):
    environment = os.environ | {"DATABASE_URL": database, "VAR": str(folder)}
    command = [sys.executable, str(ROOT / "manage.py"), "migrate", "-v0"]
    subprocess.run(command, env=environment, check=True)


@pytest.fixture(scope="session")
def folders():
    # short: the path of a unix socket has little room
    with tempfile.TemporaryDirectory(prefix="qz-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="session")
def postgres(folders):
    """The server that the run was given, else one of our own."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    with throwaway.postgres(folders / "database") as address:
        yield address


@pytest.fixture(scope="session")
def migrated_postgres(postgres, folders):
    """Makes databases that are migrated already; they are dropped at the end."""
    server = postgres.rpartition("/")[0]
    names = []

    def make_database(template=None):
        name = f"site_{os.getpid()}_{len(names)}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        names.append(name)
        return f"{server}/{name}"

    template = make_database()
    migrate(template, folders / "template")
    yield lambda: make_database(names[0])
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        for name in names:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def migrated_sqlite(folders):
    file = folders / "template" / "migrated.sqlite3"
    file.parent.mkdir(exist_ok=True)
    migrate(f"sqlite:///{file}", file.parent)
    return file


@pytest.fixture
def real(migrated_postgres, folders, tmp_path_factory):
    """PostgreSQL and Redis."""
    folder = Path(tempfile.mkdtemp(dir=folders))
    with site_with_redis(folder, migrated_postgres()) as site:
        yield site


@pytest.fixture
def embedded(migrated_sqlite, folders):
    """SQLite and the embedded broker."""
    folder = Path(tempfile.mkdtemp(dir=folders))
    file = folder / "site.sqlite3"
    shutil.copy(migrated_sqlite, file)
    with embedded_site(folder, f"sqlite:///{file}") as site:
        yield site


@pytest.fixture(params=["real", "embedded"])
def site(request):
    return request.getfixturevalue(request.param)
