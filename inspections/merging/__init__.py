"""Which inspections of different departments should go together: pure rules on plain values, no database, no clock."""
