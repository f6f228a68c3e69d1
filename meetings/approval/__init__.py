"""Who decides what about a planned meeting, for whom, until when, and what it does to those below."""
