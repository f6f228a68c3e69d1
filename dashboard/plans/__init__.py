"""The annual plan of meetings beside its ceiling: only here may plans and standings meet."""
