"""Pages and characters of dropped files, and what hostile ones come to."""

import os
import zlib

import pytest

from documents.counting_files import SENTENCES, Extent, Uncountable, count_file
from documents.extents import limits
from documents.extents.words import characters
from tests.documents import files


def refused(data):
    with pytest.raises(Uncountable) as caught:
        count_file(data)
    assert caught.value.message
    return caught.value.code


@pytest.mark.parametrize(
    ("text", "count"),
    [("关于开展工作的通知。", 10), ("2019年12件", 4), ("5G 时代", 3), ("a-b 3,000.5", 2), ("  \n", 0)],
)
def test_characters_are_counted_as_office_programs_do(text, count):
    assert characters(text) == count


def test_a_pdf_tells_pages_and_characters():
    assert count_file(files.pdf_of_text("Hello 12 world")) == Extent(1, 3)


def test_a_scan_tells_its_pages_only():
    assert count_file(files.pdf(12)) == Extent(12, None)


def test_an_ofd_tells_pages_and_characters():
    assert count_file(files.ofd("关于某事", "的通知")) == Extent(2, 7)


def test_a_docx_tells_characters_only():
    assert count_file(files.word("关于某事的通知", "共12件")) == Extent(None, 10)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"x" * (limits.MAX_UPLOAD + 1), "too_large"),
        (b"hello", "unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old"),
        (b"%PDF-1.7 garbage", "damaged"),
        (b"PK\x03\x04 garbage", "damaged"),
        (files.zipped({"a.txt": "a"}), "unknown"),
        (files.pdf(1, password="x"), "encrypted"),
        (files.ofd(), "damaged"),
    ],
)
def test_what_is_no_such_file_is_refused_with_a_sentence(data, code):
    assert refused(data) == code


ENTITIES = '<!DOCTYPE a [<!ENTITY b "{}">]><a>&b;</a>'.format("x" * 100)


def lying_tree():
    """A tree of pages that doubles 40 times: 10^12 pages in a few kilobytes."""
    levels = [f"<</Type/Pages/Kids[{n + 1} 0 R {n + 1} 0 R]/Count 2>>" for n in range(2, 42)]
    return files.raw_pdf("<</Type/Catalog/Pages 2 0 R>>", *levels, "<</Type/Page/MediaBox[0 0 9 9]>>")


def circle():
    return files.raw_pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")


def swollen_page():
    """A page whose text unpacks to 105 MB."""
    packed = zlib.compress(b"(a) Tj " * 15_000_000, 1).decode("latin-1")
    return files.raw_pdf(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        f"<</Filter/FlateDecode/Length {len(packed)}>>\nstream\n{packed}\nendstream",
    )


@pytest.mark.parametrize(
    "data",
    [
        files.ofd(document=ENTITIES),
        files.ofd("a" * 30_000_000),
        files.ofd(document="<a>" * 200_000),
        files.zipped({"OFD.xml": "<a/>", **{f"Doc_0/{n}.xml": "" for n in range(limits.MAX_MEMBERS)}}),
        files.zipped({"word/document.xml": ENTITIES}),
        lying_tree(),
        circle(),
        b"%PDF-1.4\n" + b"[" * 2_000_000,
        b"%PDF-1.4\n" + b"1 0 obj <<" * 1_000_000,
    ],
    ids=["entities", "bomb", "nested", "members", "docx entities", "lying tree", "circle", "brackets", "objects"],
)
def test_hostile_files_are_refused_within_three_seconds(data):
    before = os.times()
    assert refused(data) in SENTENCES
    assert sum(os.times()[:4]) - sum(before[:4]) < 3


def test_a_page_that_swells_costs_its_characters_and_no_more():
    data = swollen_page()
    before = os.times()
    assert count_file(data) == Extent(1, None)
    assert sum(os.times()[:4]) - sum(before[:4]) < 3
