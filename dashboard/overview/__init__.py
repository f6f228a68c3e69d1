"""The front page: tiles, measures × organizations with a side panel, trend and newest flags (design 01)."""
