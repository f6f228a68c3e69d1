"""The figures of measures 4–8 (obligations.md). Importing this package publishes them all.

Documents count for the organ that issued them: where a number's series is registered, that is the
organ of the series, so the leading bodies count through their 代字 and need no register of their own.
"""

from documents.metrics import amounts, rank, receiving, reports, secrecy, serials
from documents.metrics.sources import CLASSIFIED, DOCUMENTS, INCOMING

__all__ = ["CLASSIFIED", "DOCUMENTS", "INCOMING", "amounts", "rank", "receiving", "reports", "secrecy", "serials"]
