"""The cache on Redis, as something that may be missing: a Redis that is down slows a page once, never breaks it."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

import redis
import structlog
from django.core.cache.backends.redis import RedisCache

logger = structlog.get_logger(__name__)

# after a failure nothing is asked for so long, so that a frozen Redis costs one page 2 s and not every look-up
PAUSE_SECONDS = 5


def forgiving(name: str, missing: Callable[..., Any]) -> Callable[..., Any]:
    """RedisCache's method `name`, answering `missing(*args)` where Redis does not answer."""
    method = getattr(RedisCache, name)

    @wraps(method)
    def wrapped(self: "ForgivingRedisCache", *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() < self.silent_until:
            return missing(*args, **kwargs)
        try:
            return method(self, *args, **kwargs)
        except (redis.ConnectionError, redis.TimeoutError):
            self.silent_until = time.monotonic() + PAUSE_SECONDS
            logger.warning("cache_does_not_answer", operation=name)
            return missing(*args, **kwargs)

    return wrapped


def _default(key: Any, default: Any = None, version: Any = None) -> Any:
    return default


class ForgivingRedisCache(RedisCache):
    """Misses while Redis is away. `add` says yes then: a limit counted in the cache does not lock people out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.silent_until = 0.0

    get = forgiving("get", _default)
    add = forgiving("add", lambda *args, **kwargs: True)
    set = forgiving("set", lambda *args, **kwargs: None)
    touch = forgiving("touch", lambda *args, **kwargs: False)
    delete = forgiving("delete", lambda *args, **kwargs: False)
    get_many = forgiving("get_many", lambda *args, **kwargs: {})
    has_key = forgiving("has_key", lambda *args, **kwargs: False)
    set_many = forgiving("set_many", lambda keys, *args, **kwargs: list(keys))
    delete_many = forgiving("delete_many", lambda *args, **kwargs: None)

    def clear(self) -> bool:
        """Forgets our own keys. Redis' own way, FLUSHDB, would throw away the broker's messages beside them."""
        if time.monotonic() >= self.silent_until:
            client = self._cache.get_client(None, write=True)
            keys = list(client.scan_iter(match=f"{self.key_prefix}:*", count=1000))
            if keys:
                client.delete(*keys)
        return True
