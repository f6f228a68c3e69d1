"""The annual plan of inspections beside its ceilings: only here may plans and standings meet."""
