"""What the tests need of a machine is installed where that is allowed, and told by name where it is not."""

import subprocess

import pytest

from tests import machine
from tests.machine import Need


@pytest.fixture
def commands(monkeypatch):
    """Commands that would have been run, each said to succeed."""
    run = []
    monkeypatch.setattr(
        "tests.machine.subprocess.run",
        lambda command, **kwargs: run.append(command) or subprocess.CompletedProcess([], 0),
    )
    monkeypatch.setattr("tests.machine.shutil.which", lambda name: f"/bin/{name}")
    return run


def test_a_machine_that_has_everything_is_left_alone(monkeypatch, commands):
    monkeypatch.setattr(machine, "NEEDS", (Need("PostgreSQL", "postgresql", lambda: True),))
    assert machine.provide() == ""
    assert commands == []


def test_what_is_missing_is_installed_as_root(monkeypatch, commands):
    monkeypatch.setattr("tests.machine.os.geteuid", lambda: 0)
    monkeypatch.setattr(machine, "NEEDS", (Need("PostgreSQL", "postgresql", lambda: bool(commands)),))
    assert machine.provide() == ""
    assert commands[-1][-4:] == ["install", "-y", "--no-install-recommends", "postgresql"]


def test_what_may_not_be_installed_is_told_by_name_and_package(monkeypatch, commands):
    monkeypatch.setattr(machine, "root_command", lambda: None)
    missing = (Need("PostgreSQL", "postgresql", lambda: False), Need("a Chinese font", "fonts-noto-cjk", lambda: False))
    monkeypatch.setattr(machine, "NEEDS", missing)
    told = "The tests need PostgreSQL, a Chinese font. Install: apt install postgresql fonts-noto-cjk"
    assert machine.provide() == told
    assert commands == []


def test_what_apt_does_not_bring_is_told(monkeypatch, commands):
    monkeypatch.setattr("tests.machine.os.geteuid", lambda: 0)
    monkeypatch.setattr(machine, "NEEDS", (Need("Chromium", "chromium", lambda: False),))
    assert machine.provide() == "The tests need Chromium. Install: apt install chromium"
