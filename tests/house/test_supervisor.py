"""What is started together dies together, and what dies alone is started again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from tests.throwaway import wait_until

# three programs; the second also has a child of its own, as workers do
SITE = """
import signal, sys
from pathlib import Path
from config.run.child import Program
from config.run.supervisor import Supervisor

folder = Path(sys.argv[1])
sleeper = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(600)"
parent = "import subprocess, sys; subprocess.run([sys.executable, '-c', {!r}, sys.argv[2]])".format(sleeper)
deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + sleeper

def program(name, code):
    return Program(name, [sys.executable, "-c", code, str(folder / name), str(folder / (name + "-child"))])

kinds = {"plain": sleeper, "parent": parent, "deaf": deaf, "broken": "raise SystemExit(3)"}
site = Supervisor([program(name, kinds[name]) for name in sys.argv[2:]], folder / "log", print)
sys.exit(site.run(lambda: (folder / "up").touch()))
"""


class Site:
    """A supervisor in a process of its own; each program writes its number into a file of its name."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-c", SITE, str(folder), *names],
            cwd=settings.BASE_DIR,
            stdout=subprocess.PIPE,
            text=True,
        )

    def pid(self, name: str) -> int:
        wait_until(lambda: self._text(name) != "", name)
        return int(self._text(name))

    def up(self) -> bool:
        return (self.folder / "up").exists()

    def end(self, number: int = signal.SIGTERM, timeout: float = 20) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout)

    def _text(self, name: str) -> str:
        path = self.folder / name
        return path.read_text() if path.exists() else ""


def alive(pid):
    """Whether a process of this number runs; one that only waits to be reaped does not."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.fixture
def start(tmp_path):
    sites = []

    def start(*names):
        sites.append(Site(tmp_path, *names))
        return sites[-1]

    yield start
    for site in sites:
        if site.process.poll() is None:
            site.end(signal.SIGTERM)
        site.process.stdout.close()


def test_a_killed_program_is_started_again(start):
    site = start("plain")
    first = site.pid("plain")
    wait_until(site.up, "the site")
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: site.pid("plain") != first, "a second start")
    assert alive(site.pid("plain"))


def test_what_a_killed_program_had_started_goes_with_it(start):
    site = start("parent")
    child = site.pid("parent-child")
    wait_until(site.up, "the site")
    os.kill(parent_of(child), signal.SIGKILL)
    wait_until(lambda: not alive(child), "the end of the child")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_leaves_no_process(start, number):
    site = start("plain", "parent")
    pids = [site.pid("plain"), site.pid("parent-child")]
    wait_until(site.up, "the site")
    assert site.end(number) == 0
    assert [pid for pid in pids if alive(pid)] == []


def test_a_program_that_will_not_listen_is_killed_at_the_second_signal(start):
    site = start("deaf")
    pid = site.pid("deaf")
    wait_until(site.up, "the site")
    site.process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    # signals that come close together may be taken for one
    wait_until(lambda: site.process.poll() is not None or site.process.send_signal(signal.SIGTERM), "the end")
    assert time.monotonic() - began < 8
    assert not alive(pid)


def test_programs_do_not_outlive_a_supervisor_that_was_killed(start):
    site = start("plain")
    pid = site.pid("plain")
    wait_until(site.up, "the site")
    assert site.end(signal.SIGKILL) == -signal.SIGKILL
    wait_until(lambda: not alive(pid), "the end of the program")


def test_a_program_that_cannot_live_ends_the_start_with_its_name_and_its_log(start):
    site = start("plain", "broken")
    pid = site.pid("plain")
    assert site.process.wait(20) == 1
    said = site.process.stdout.read()
    assert "broken" in said
    assert "broken.log" in said
    assert not alive(pid)


def parent_of(pid):
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
