"""Whether English is complete: every Chinese message of the source has its translation, and nothing is left over."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

BASE = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
SOURCES = {".py", ".html", ".txt"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")

Key = tuple[str | None, str]


def source_files(base: Path) -> list[Path]:
    """Files whose messages people see: all that git knows or would add, without tests."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=base, stdout=subprocess.PIPE, check=True).stdout.decode()
    paths = [Path(name) for name in listed.split("\0") if name]
    return [path for path in paths if path.suffix in SOURCES and path.parts[0] != "tests" and (base / path).is_file()]


def extracted(base: Path) -> polib.POFile:
    """The messages of the source as they are now, taken out in a copy so that nothing is written here."""
    with tempfile.TemporaryDirectory(prefix="qingzhuang-") as folder:
        copy = Path(folder)
        for path in source_files(base):
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(base / path, copy / path)
        (copy / "locale").mkdir(exist_ok=True)
        command = [sys.executable, "-m", "django", "makemessages", "--locale=en", "--verbosity=0"]
        subprocess.run(command, cwd=copy, check=True)
        return polib.pofile(str(copy / CATALOGUE))


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def faults(source: polib.POFile, catalogue: polib.POFile) -> Iterator[str]:
    """A line for each message that is missing, doubtful, broken or no longer used; first where it stands."""
    known = {key(entry): entry for entry in catalogue if not entry.obsolete}
    used = {key(entry) for entry in source}
    for entry in source:
        place = ":".join(entry.occurrences[0]) if entry.occurrences else "?"
        fault = _fault(known.get(key(entry)))
        if fault:
            yield f"{place}: {fault}: {entry.msgid!r}"
    for entry in catalogue:
        if entry.obsolete or key(entry) not in used:
            yield f"{CATALOGUE}:{entry.linenum}: no longer used: {entry.msgid!r}"


def _fault(entry: polib.POEntry | None) -> str:
    if entry is None:
        return "no English"
    if "fuzzy" in entry.flags:
        return "English marked fuzzy"
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(texts):
        return "no English"
    wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural))
    if any(not set(PLACEHOLDER.findall(text)) <= wanted for text in texts):
        return "English with a placeholder that the source lacks"
    if set(PLACEHOLDER.findall(texts[-1])) != wanted:
        return "English without a placeholder of the source"
    return ""


def main() -> int:
    catalogue = BASE / CATALOGUE
    if not catalogue.exists():
        sys.stdout.write(f"{CATALOGUE} is missing. Make it: python manage.py makemessages --locale=en\n")
        return 1
    found = list(faults(extracted(BASE), polib.pofile(str(catalogue))))
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
