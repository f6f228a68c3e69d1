"""By what they are about."""
