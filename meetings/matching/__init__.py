"""Which meeting that was held is which line of the plan: pure rules on plain values, no database, no clock."""
