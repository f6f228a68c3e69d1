"""`make check` finds every message whose English is missing, doubtful, broken or left over."""

import polib
import pytest

from tests.translations import BASE as ROOT
from tests.translations import faults, source_files


def catalogue(*entries):
    file = polib.POFile()
    file.extend(polib.POEntry(**entry) for entry in entries)
    return file


def source(**entry):
    return catalogue({"msgid": "共 %(count)s 件", "occurrences": [("documents/views.py", "12")], **entry})


def found(**english):
    return list(faults(source(), catalogue({"msgid": "共 %(count)s 件", **english})))


def test_a_translated_message_is_accepted():
    assert found(msgstr="%(count)s documents") == []


def test_a_missing_message_is_told_with_its_place():
    assert list(faults(source(), catalogue())) == ["documents/views.py:12: no English: '共 %(count)s 件'"]


@pytest.mark.parametrize(
    ("english", "fault"),
    [
        ({"msgstr": ""}, "no English"),
        ({"msgstr": "%(count)s documents", "flags": ["fuzzy"]}, "fuzzy"),
        ({"msgstr": "documents"}, "without a placeholder"),
        ({"msgstr": "%(count)s of %(all)s"}, "a placeholder that the source lacks"),
    ],
)
def test_a_doubtful_translation_is_told(english, fault):
    assert [fault in line for line in found(**english)] == [True]


def test_a_message_that_is_no_longer_used_is_told():
    left = catalogue({"msgid": "共 %(count)s 件", "msgstr": "%(count)s"}, {"msgid": "旧", "msgstr": "old"})
    assert ["no longer used: '旧'" in line for line in faults(source(), left)] == [True]


def test_an_obsolete_message_is_told():
    left = catalogue(
        {"msgid": "共 %(count)s 件", "msgstr": "%(count)s"}, {"msgid": "旧", "msgstr": "old", "obsolete": True}
    )
    assert ["no longer used: '旧'" in line for line in faults(source(), left)] == [True]


def test_the_plural_may_leave_the_number_out_of_the_singular():
    plural = {"msgid": "%(count)s 件", "msgid_plural": "%(count)s 件", "occurrences": [("x.py", "1")]}
    english = {**plural, "msgstr_plural": {0: "one document", 1: "%(count)s documents"}}
    assert list(faults(catalogue(plural), catalogue(english))) == []


def test_messages_are_looked_for_in_templates_and_modules_and_not_in_tests():
    names = {path.as_posix() for path in source_files(ROOT)}
    assert {"templates/404.html", "organizations/roles.py"} <= names
    assert not any(name.startswith("tests/") for name in names)
