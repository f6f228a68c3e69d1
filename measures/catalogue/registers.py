"""The names of the registers that feed obligations (registers.md), and of the books that the system keeps itself."""

# as they are imported
IMPORTED = frozenset(
    {
        "organizations",
        "successions",
        "series",
        "documents",
        "incoming",
        "classified_counts",
        "baselines",
        "meeting_plans",
        "meetings",
        "inspection_plans",
        "visits",
        "clearance",
        "data_requests",
        "results",
        "problems",
        "cases",
        "complaints",
        "talks",
        "indicators",
        "assignments",
        "principals",
        "exposures",
    }
)

# kept here and imported from nowhere: flags and their answers, explanations and exceptions, tips of the public
KEPT = frozenset({"flags", "explanations", "tips"})

REGISTERS = IMPORTED | KEPT
