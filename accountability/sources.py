"""How often one source may send or ask: counted in the memory of the process, under a key that changes, then forgotten.

An address is never kept: it is hashed with a random key that the process makes for itself and throws away with
everything counted under it when the window ends. Each web process counts for itself.
"""

from __future__ import annotations

import hmac
import secrets
from collections import Counter
from threading import Lock
from time import monotonic

# seconds after which key and counts are thrown away
WINDOW = 600
# in one window: whole villages and offices share an address
TIPS, LOOKS = 20, 120


class Sources:
    def __init__(self) -> None:
        self._lock = Lock()
        self._forget(0.0)

    def keyed(self, address: str) -> str:
        """What stands for an address until the window ends."""
        with self._lock:
            self._forget_the_old()
            return hmac.digest(self._key, address.encode(), "sha256").hex()

    def spend(self, act: str, source: str, most: int) -> bool:
        """Whether the source may do it once more."""
        with self._lock:
            self._forget_the_old()
            self._counts[act, source] += 1
            return self._counts[act, source] <= most

    def forget(self) -> None:
        with self._lock:
            self._forget(monotonic())

    def _forget_the_old(self) -> None:
        if monotonic() - self._since >= WINDOW:
            self._forget(monotonic())

    def _forget(self, now: float) -> None:
        self._since, self._key, self._counts = now, secrets.token_bytes(32), Counter[tuple[str, str]]()


sources = Sources()
