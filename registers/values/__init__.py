"""Values as offices write them, read one cell at a time: a value, None for blank, or BadValue with the way out."""

from registers.values.bad import BadValue
from registers.values.choices import choice, yes_no
from registers.values.counts import count, decimal, share
from registers.values.dates import parse_date
from registers.values.numbers import Number, document_number, flag_sentence, search_key
from registers.values.personal import personal_headings
from registers.values.secrecy import carries_mark, is_classified
from registers.values.text import text
from registers.values.times import parse_time
from registers.values.titles import title, title_flags
from registers.values.vague import parse_vague

__all__ = [
    "BadValue",
    "Number",
    "carries_mark",
    "choice",
    "count",
    "decimal",
    "document_number",
    "flag_sentence",
    "is_classified",
    "parse_date",
    "parse_time",
    "parse_vague",
    "personal_headings",
    "search_key",
    "share",
    "text",
    "title",
    "title_flags",
    "yes_no",
]
