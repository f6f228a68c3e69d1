"""The figures that this app publishes itself: measures 1–3 and 26–29. Importing this package publishes them all."""

from measures.metrics import deliverables, exempted, indicators, problems, responsibility

__all__ = ["deliverables", "exempted", "indicators", "problems", "responsibility"]
