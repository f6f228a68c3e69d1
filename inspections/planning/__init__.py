"""The annual plan: pure rules on plain values, and carrying over from the year before."""
