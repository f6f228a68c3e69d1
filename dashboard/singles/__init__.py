"""Single meetings outside the plan: requested, checked and decided beside their ceiling."""
