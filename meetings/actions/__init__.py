"""Acts on plans, meetings and conferences: keyword-only, atomic, each leaving its line in the change history."""
