"""The whole site as `make run` starts it, on data of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings

from tests.throwaway import free_port, wait_until

PROGRAMS = {"broker": "valkey-server", "web": "gunicorn", "worker": "worker", "schedule": "beat", "relay": "relay"}
START_SECONDS = 90


def processes():
    """(number, parent, words) of everything that runs and is not merely waiting to be reaped."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            words = (folder / "cmdline").read_text().split("\0")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if state != "Z":
            yield int(folder.name), int(parent), words


class Site:
    def __init__(self, var, port, **environment):
        self.port = port
        self.environment = {**os.environ, "VAR": str(var), "DATABASE_URL": "", "REDIS_URL": "", "PORT": str(port)}
        self.environment |= environment
        self.said = var / "said"
        self.process = None

    def start(self):
        with self.said.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.run"],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        wait_until(self.is_ready, "the site", START_SECONDS)

    def is_ready(self):
        assert self.process.poll() is None, self.said.read_text()
        return "Ready after" in self.said.read_text()

    def manage(self, *words):
        subprocess.run(
            [sys.executable, "manage.py", *words], cwd=settings.BASE_DIR, env=self.environment, check=True, timeout=90
        )

    def children(self):
        """{name: number} of the main processes."""
        found = {}
        for number, parent, words in processes():
            if parent == self.process.pid:
                found |= {name: number for name, word in PROGRAMS.items() if any(word in part for part in words)}
        return found

    def session_members(self):
        return [number for number, _, _ in processes() if f"VAR={self.environment['VAR']}\0" in environment_of(number)]

    def ask(self, path):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read()
        except OSError:
            return 0, b""
        finally:
            connection.close()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(40)


def environment_of(number):
    try:
        return Path(f"/proc/{number}/environ").read_text(errors="replace") + "\0"
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return ""


@pytest.fixture
def site(tmp_path):
    """A site with one organization, so that no province is invented for it."""
    site = Site(tmp_path, free_port())
    site.manage("migrate", "--verbosity=0")
    create = "from organizations.models import Organization; Organization.objects.create(code='P', name='省')"
    site.manage("shell", "--verbosity=0", "-c", create)
    site.start()
    yield site
    site.stop()


@pytest.mark.services
def test_the_site_says_what_it_stands_on_and_keeps_its_programs_alive(site):
    status, body = site.ask("/readyz")
    assert status == 200
    assert json.loads(body) == {
        "database": {"kind": "sqlite", "answers": True},
        "broker": {"kind": "embedded", "answers": True},
    }
    assert "SQLite" in site.said.read_text()
    before = site.children()
    assert set(before) == set(PROGRAMS)
    for number in before.values():
        os.kill(number, signal.SIGKILL)
    wait_until(lambda: set(site.children()) == set(PROGRAMS), "new programs", 30)
    assert set(site.children().values()) & set(before.values()) == set()
    wait_until(lambda: site.ask("/readyz")[0] == 200, "the site after the loss of all programs", 30)


@pytest.mark.services
def test_stopping_the_site_leaves_no_process_and_its_data(site):
    assert site.session_members()
    assert site.stop() == 0
    assert site.session_members() == []
    assert "Stopped." in site.said.read_text()
    site.start()
    assert site.ask("/healthz")[0] == 200


@pytest.mark.services
def test_a_second_site_on_the_same_data_is_refused_in_one_line(site):
    other = Site(Path(site.environment["VAR"]), free_port())
    refused = subprocess.run(
        [sys.executable, "-m", "config.run"],
        cwd=settings.BASE_DIR,
        env=other.environment,
        capture_output=True,
        text=True,
    )
    assert refused.returncode == 1
    assert "already running" in refused.stdout
    assert len(refused.stdout.splitlines()) == 1
    assert refused.stderr == ""


@pytest.mark.parametrize(("port", "sentence"), [("http", "PORT=http is not a port"), ("0", "PORT=0 is not a port")])
def test_a_port_that_is_none_is_refused_in_one_line(tmp_path, port, sentence):
    assert sentence in refusal(tmp_path, port)


def test_a_port_that_is_taken_is_refused_in_one_line(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert refusal(tmp_path, str(port)).startswith(f"Port {port} is taken. Choose another: make run PORT=")


def refusal(var, port):
    """The one line that `config.run` says when it does not start."""
    refused = subprocess.run(
        [sys.executable, "-m", "config.run"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "VAR": str(var), "PORT": port},
        capture_output=True,
        text=True,
    )
    assert (refused.returncode, refused.stderr) == (1, "")
    assert len(refused.stdout.splitlines()) == 1
    return refused.stdout
