"""The number series of the invented province: for each issuer one that counts and one of letters that does not."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.demo import names
from dashboard.demo.organs import GOVERNMENT, GOVERNMENT_OFFICE, PARTY, PARTY_OFFICE, Province
from dashboard.demo.scale import Scale
from organizations.models import Form, InNameOf, Series

_TOP = (
    (PARTY, InNameOf.PARTY, "示发", "示委函"),
    (GOVERNMENT, InNameOf.GOVERNMENT, "示政发", "示政函"),
    (PARTY_OFFICE, InNameOf.PARTY_OFFICE, "示办发", "示办函"),
    (GOVERNMENT_OFFICE, InNameOf.GOVERNMENT_OFFICE, "示政办发", "示政办函"),
)


def register(province: Province, scale: Scale) -> None:
    Series.objects.bulk_create(
        Series(organization=province[name], text=text, in_name_of=in_name_of, form=form, counted=counted)
        for name, in_name_of, red_heads, letters in _issuers(scale)
        for text, form, counted in ((red_heads, Form.RED_HEAD, True), (letters, Form.LETTER, False))
    )


def _issuers(scale: Scale) -> Iterator[tuple[str, InNameOf, str, str]]:
    yield from _TOP
    for name, abbreviation in (*names.departments(scale.departments), *names.MERGED):
        yield name, InNameOf.DEPARTMENT, f"示{abbreviation}发", f"示{abbreviation}函"
    for city in names.cities(scale.cities):
        yield f"{city}市", InNameOf.GOVERNMENT_OFFICE, f"{city[0]}政办发", f"{city[0]}政办函"
