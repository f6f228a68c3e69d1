"""An invented province with two years of registers, for a first look, for tests and for benches.

Everything follows from the scale and the day for which it is made: the same day gives the same registers.
Nothing in it is real; `dashboard.context.DEMO_ROOT` marks the database, and every page then says so.
"""
