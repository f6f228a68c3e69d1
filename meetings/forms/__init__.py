"""Forms of plans, meetings and conferences, by what is typed into them."""
