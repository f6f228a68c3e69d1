"""The figures of measures 22–25 and 30 (obligations.md). Importing this package publishes them all."""

from accountability.metrics import complaints, openness, procedure, talks
from accountability.metrics.sources import CASES, COMPLAINTS, EXPOSURES, TALKS, TIPS

__all__ = [
    "CASES", "COMPLAINTS", "EXPOSURES", "TALKS", "TIPS", "complaints", "openness", "procedure", "talks",
]  # fmt: skip
