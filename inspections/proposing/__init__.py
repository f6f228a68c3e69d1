"""Proposals to join inspections: from the plans to the solver and back."""
