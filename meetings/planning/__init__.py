"""The annual plan as pure rules on plain values: what is carried over, what is checked. No database, no clock."""
