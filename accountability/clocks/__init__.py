"""Limits that run: which, of which record, since when and until when."""
