"""A county's calendar: what is approved and reaches it, by month, year and list, and as a feed."""
