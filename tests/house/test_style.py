"""The rules of the house that no linter knows."""

import json
import re
import subprocess
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

ROOT = Path(settings.BASE_DIR)
LONGEST_MODULE = 300
# GPL and AGPL; the LGPL of psycopg and python-crontab asks for nothing of what calls it
TAKING = re.compile(r"(?<!L)(?<!Lesser )\b(A?GPL|GNU (Affero )?General Public)")
EMPTY_NAMES = {"utils", "helpers", "common", "core", "services"}
# the words of catalogues and of hashes are not addresses
ADDRESS = re.compile(r"https?:|file:|git\+|--(extra-)?index-url|--find-links|/(root|opt|home|work|tmp|usr|mnt)/")
LOCKS = ("requirements.lock", "requirements-dev.lock", "package-lock.json")
STATIC_NAME = re.compile(r"""\{%\s*static\s+['"]([^'"]+)['"]""")


def files(suffix):
    """Every file of the project with this suffix that git has or would take."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", f"*{suffix}"]
    names = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def modules():
    return [path for path in files(".py") if "migrations" not in path.parts]


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_no_module_passes_300_lines():
    lengths = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert lengths
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_module_has_a_name_that_says_nothing():
    names = [path.relative_to(ROOT) for path in modules() if "tests" not in path.parts]
    assert [path for path in names if EMPTY_NAMES & {path.stem, *path.parent.parts}] == []


def test_every_dependency_says_why_it_is_there():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    dependencies = project()["dependencies"] + project()["optional-dependencies"]["dev"]
    for dependency in dependencies:
        place = next(number for number, line in enumerate(lines) if line.strip() == f'"{dependency}",')
        above = next(line.strip() for line in reversed(lines[:place]) if not line.strip().startswith('"'))
        assert above.startswith("# "), f"{dependency} carries no comment"


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host_and_no_path_of_a_machine(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if ADDRESS.search(line)] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_python_package_is_pinned_by_hash(name):
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    wrong = [line for line in text.splitlines() if not re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)]
    assert wrong == []


def test_every_browser_library_is_pinned_by_hash():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_what_runs_is_pinned_to_the_versions_that_are_tested():
    running, tested = (
        set(re.findall(r"^([a-z0-9-]+==\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert running - tested == set()


def test_every_direct_dependency_is_in_the_lock():
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE))
    wanted = {re.match(r"[A-Za-z0-9-]+", dependency).group().lower() for dependency in project()["dependencies"]}
    assert wanted - locked == set()


def test_nothing_that_runs_is_under_a_licence_that_takes_the_product_with_it():
    names = re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    installed = {distribution.name.lower().replace("_", "-"): distribution for distribution in distributions()}
    taking = [name for name in names if name in installed and TAKING.search(licence(installed[name]))]
    assert len(set(names) & set(installed)) > 50
    assert taking == []


def licence(distribution):
    about = distribution.metadata
    classifiers = [line for line in about.get_all("Classifier") or [] if line.startswith("License")]
    return " ".join([about.get("License-Expression") or "", (about.get("License") or "")[:80], *classifiers])


def test_no_template_brings_script_or_style_that_the_policy_would_block():
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|\sstyle=|\son[a-z]+=|<style", re.IGNORECASE
    )
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files(".html")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if inline.search(line)
    ]
    assert found == []


def test_every_static_file_that_a_template_names_is_there():
    named = {name for path in files(".html") for name in STATIC_NAME.findall(path.read_text(encoding="utf-8"))}
    assert named
    assert {name for name in named if not finders.find(name)} == set()
