"""The first half of the two commands: everything under .venv and node_modules, from the locks. Standard library only.

`python3 config/install.py` for running, `python3 config/install.py dev` for testing too. What is installed is
stamped with its lock, so that the next start skips it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
VENV = BASE / ".venv"
PYTHON = VENV / "bin" / "python"
LEAST_PYTHON = (3, 11)
LEAST_NODE = 20
CATALOGUE = BASE / "locale" / "en" / "LC_MESSAGES" / "django.po"


class Missing(Exception):
    """Something the machine must bring; the message says what to install."""


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def run(*command: str) -> None:
    if subprocess.run(command, cwd=BASE, check=False).returncode:
        raise Missing("This failed: " + " ".join(command))


def digest(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def check_python() -> None:
    if sys.version_info < LEAST_PYTHON:
        found = ".".join(map(str, sys.version_info[:2]))
        raise Missing(f"Python 3.11 or newer is needed, this is {found}. With another one: make run PYTHON=python3.12")


def check_node() -> None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise Missing("Node.js 20 or newer with npm is needed and was not found. Install nodejs and npm.")
    version = subprocess.run([node, "--version"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    if int(version.lstrip("v").partition(".")[0]) < LEAST_NODE:
        raise Missing(f"Node.js 20 or newer is needed, this is {version}.")


def virtual_environment() -> None:
    """A .venv that works; one that was cut short is made anew."""
    if PYTHON.exists() and not subprocess.run([str(PYTHON), "-c", "import pip"], check=False).returncode:
        return
    say("Making .venv …")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False).returncode:
        raise Missing("Python's venv is missing. On Debian and Ubuntu: apt install python3-venv")


def python_packages(development: bool) -> None:
    """Both locks pin the same versions, so the larger one also stands for the smaller."""
    larger = BASE / "requirements-dev.lock"
    locks = [larger] if development else [BASE / "requirements.lock", larger]
    stamp = VENV / "installed"
    if stamp.exists() and stamp.read_text() in [digest(lock) for lock in locks]:
        return
    say(f"Installing the Python packages of {locks[0].name} …")
    options = ["--require-hashes", "--no-deps", "--no-input", "-qq", "--disable-pip-version-check"]
    run(str(PYTHON), "-m", "pip", "install", *options, "-r", str(locks[0]))
    stamp.write_text(digest(locks[0]))


def browser_libraries() -> None:
    stamp = BASE / "node_modules" / ".installed"
    wanted = digest(BASE / "package.json", BASE / "package-lock.json")
    if stamp.exists() and stamp.read_text() == wanted:
        return
    check_node()
    say("Installing the browser libraries of package-lock.json …")
    run("npm", "ci", "--loglevel=error")
    stamp.write_text(wanted)


def translations() -> None:
    """The English catalogue, compiled where it changed; Chinese is the language of the source."""
    compiled = CATALOGUE.with_suffix(".mo")
    if not CATALOGUE.exists() or (compiled.exists() and compiled.stat().st_mtime >= CATALOGUE.stat().st_mtime):
        return
    run(str(VENV / "bin" / "pybabel"), "--quiet", "compile", "-i", str(CATALOGUE), "-o", str(compiled), "-l", "en")


def main() -> int:
    try:
        check_python()
        virtual_environment()
        python_packages(development="dev" in sys.argv[1:])
        browser_libraries()
        translations()
    except Missing as problem:
        say(str(problem))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    # packages of config/ must not be taken for others of the same name
    sys.path.remove(os.path.dirname(os.path.abspath(__file__)))
    sys.exit(main())
