"""`make bench`: each figure of the house as a ratio to its limit, or to a peer measured in the same run.

A benchmark is a function in any module of this folder, run in a process of its own on a throwaway PostgreSQL and
Redis that all benchmarks of the run share (data laid in by one are there for the next):

    @benchmark("11", "year-over-year table of 60 departments", against="LibreOffice", goal=1 / 50)
    def year_over_year(ground: Ground) -> Measured:
        return Measured(ours=median_seconds(table), peer=seconds_of_libreoffice(), unit="s")
"""
