"""What the tests need of the machine: looked for, and installed by apt where that is allowed."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

from tests.throwaway import postgres_program, redis_program

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Need:
    what: str
    package: str
    found: Callable[[], bool]


def chromium() -> str | None:
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def chinese_font() -> bool:
    """Whether a font with Chinese characters is known to fontconfig."""
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "file"], stdout=subprocess.PIPE, text=True, check=True)
    return bool(listed.stdout.strip())


NEEDS = (
    Need("PostgreSQL", "postgresql", lambda: bool(postgres_program("initdb"))),
    Need("Redis", "redis-server", lambda: bool(redis_program())),
    Need("Chromium", "chromium", lambda: bool(chromium())),
    Need("a Chinese font", "fonts-noto-cjk", chinese_font),
    Need("fontconfig", "fontconfig", lambda: bool(shutil.which("fc-list"))),
    Need("gettext", "gettext", lambda: bool(shutil.which("xgettext"))),
)


def missing() -> list[Need]:
    return [need for need in NEEDS if not need.found()]


def root_command() -> list[str] | None:
    """What to put before a command that needs root: nothing as root, `sudo -n` where it asks nothing, else None."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], stderr=subprocess.DEVNULL).returncode:
        return ["sudo", "-n"]
    return None


def provide() -> str:
    """Installs what is missing. Returns an empty text, or a sentence that says what somebody has to install."""
    needs = missing()
    if not needs:
        return ""
    packages = [need.package for need in needs]
    root = root_command()
    if root is not None and shutil.which("apt-get"):
        quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
        for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            if subprocess.run([*root, *quiet, *step], stdout=subprocess.DEVNULL).returncode:
                break
        needs = missing()
    if not needs:
        return ""
    names = ", ".join(need.what for need in needs)
    return f"The tests need {names}. Install: apt install {' '.join(need.package for need in needs)}"
