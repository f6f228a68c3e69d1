"""Hostile and wrong files: refused with their reason, quickly, and in little memory."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registers.sheets import Unreadable, limits, opening, read, separated
from registers.sheets.refusals import SENTENCES
from registers.sheets.refused import Refused
from tests.registers import hostile, workbooks

ROOT = Path(__file__).resolve().parents[3]
# a process that does nothing but read one file after the other, and says what each cost
READER = """
import json, os, resource, sys
from pathlib import Path
import django
django.setup()
from registers.sheets import Unreadable, read
for path in sys.argv[1:]:
    data, before = Path(path).read_bytes(), os.times()
    try:
        read(data, path)
        code, message = "read", ""
    except Unreadable as refusal:
        code, message = refusal.code, refusal.message
    # of this process and its child, so that a busy machine costs no more
    seconds = sum(os.times()[:4]) - sum(before[:4])
    own = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
    peak = max(int(own), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    print(json.dumps([path, code, message, seconds, peak // 1024]))
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """Of every hostile file, read by one small process: code, message, seconds, peak in megabytes up to then."""
    folder = tmp_path_factory.mktemp("hostile")
    for make, (filename, _code) in hostile.HOSTILE.items():
        (folder / make.__name__).with_suffix(Path(filename).suffix).write_bytes(make())
    files = sorted(str(path) for path in folder.iterdir())
    settings = {"DJANGO_SETTINGS_MODULE": "tests.registers.sheets.bare_settings", "PATH": os.defpath, "PYTHONUTF8": "1"}
    answer = subprocess.run(
        [sys.executable, "-c", READER, *files], cwd=ROOT, env=settings, capture_output=True, text=True, check=True
    )
    return {Path(path).stem: rest for path, *rest in map(json.loads, answer.stdout.splitlines())}


@pytest.mark.parametrize("make", hostile.HOSTILE, ids=lambda make: make.__name__)
def test_a_hostile_file_is_refused_with_its_reason_in_little_time_and_memory(make, outcomes):
    code, message, seconds, peak = outcomes[make.__name__]
    assert code == hostile.HOSTILE[make][1]
    assert message.endswith("。")
    assert "%(" not in message
    assert seconds < 3
    assert peak < 200


def test_a_file_above_the_limit_is_refused_before_anything_reads_it():
    with pytest.raises(Unreadable, match="超过上限 50 MB"):
        read(b"a" * (limits.MAX_UPLOAD + 1), "发文.csv")


def test_an_empty_file_is_said_to_be_empty():
    with pytest.raises(Unreadable, match="文件是空的"):
        read(b" \r\n", "发文.csv")


def test_a_reader_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(limits, "MAX_WALL_SECONDS", 0.01)
    with pytest.raises(Unreadable) as refusal:
        read(hostile.endless_rows(), "发文.csv")
    assert refusal.value.code == "time"


def test_a_broken_reader_is_no_fault_of_the_file(monkeypatch):
    monkeypatch.setattr(opening, "ROOT", Path("/"))
    with pytest.raises(RuntimeError, match="without an answer"):
        read(b"a,b\n1,2\n", "发文.csv")


@pytest.mark.parametrize("junk", [b"PK\x03\x04" + bytes(range(256)) * 40, b"PK\x03\x04", b"\x00" * 100, b"<?xml"])
def test_junk_is_refused_and_never_an_error(junk):
    for name in ("发文.xlsx", "发文.csv", "发文"):
        with pytest.raises(Unreadable):
            read(junk, name)


def test_a_workbook_damaged_anywhere_is_read_or_refused_and_never_an_error():
    whole = workbooks.workbook(f'<row r="1">{workbooks.cell("A1", "文")}</row>')
    for place in range(0, len(whole), len(whole) // 25):
        damaged = bytearray(whole)
        damaged[place] ^= 0x5A
        assert outcome(bytes(damaged)) in {"read", *SENTENCES}


def outcome(data):
    """How reading ends: with sheets, or with the code of the refusal."""
    try:
        return read(data, "发文.xlsx") and "read"
    except Unreadable as refusal:
        return refusal.code


@given(st.binary(max_size=200) | st.text(alphabet="甲,\"\n\r;\t'=1", max_size=60).map(str.encode))
def test_any_bytes_are_rows_or_refused(data):
    try:
        messages = list(separated.sheet(data, 3))
    except Refused as refusal:
        messages = [("refused", SENTENCES[refusal.code])]
    numbers = [message[1] + place for message in messages if message[0] == "rows" for place in range(len(message[2]))]
    assert numbers == list(range(1, len(numbers) + 1))
