"""Pages of meetings, by what they show."""
