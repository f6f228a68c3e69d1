"""`make lock`: the locks anew. No host and no path of this machine gets into them; tests/house/test_style.py looks."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
UV = ("uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11", "--generate-hashes")
CLEAN = ("--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--no-header", "--quiet")
LARGER, SMALLER = "requirements-dev.lock", "requirements.lock"


def without_addresses(package_lock: Path) -> None:
    """npm notes where one can give money to authors and where it downloaded from: addresses, of no use to a lock."""
    content = json.loads(package_lock.read_text(encoding="utf-8"))
    for package in content["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    package_lock.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def main() -> int:
    if shutil.which("uv") is None:
        sys.stdout.write("The locks are made with uv, which was not found. Install uv.\n")
        return 1
    upgrade = ["--upgrade"] if "upgrade" in sys.argv[1:] else []
    subprocess.run([*UV, *CLEAN, *upgrade, "--extra", "dev", "-o", LARGER], cwd=BASE, check=True)
    # the same versions, so that what runs is what was tested
    subprocess.run([*UV, *CLEAN, *upgrade, "-c", LARGER, "-o", SMALLER], cwd=BASE, check=True)
    subprocess.run(["npm", "install", "--package-lock-only"], cwd=BASE, check=True)
    without_addresses(BASE / "package-lock.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
