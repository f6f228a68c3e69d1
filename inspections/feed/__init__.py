"""A county's calendar as a feed that any calendar program reads (RFC 5545), under an address that is a secret."""

from inspections.feed.address import holder_of, renew
from inspections.feed.ics import calendar
from inspections.feed.since import unchanged_since

__all__ = ["calendar", "holder_of", "renew", "unchanged_since"]
