"""Period, @metric and the registry: named functions that say which records count. No models, no rules."""
