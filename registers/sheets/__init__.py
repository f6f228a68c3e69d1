"""Sheets as offices keep them: opened within limits, in a process of their own, and understood as found."""

from registers.sheets.layout import Layout, data_rows, normalise_heading, understand
from registers.sheets.opening import read
from registers.sheets.refusals import Unreadable
from registers.sheets.rows import Cell, Row, Sheet

__all__ = ["Cell", "Layout", "Row", "Sheet", "Unreadable", "data_rows", "normalise_heading", "read", "understand"]
