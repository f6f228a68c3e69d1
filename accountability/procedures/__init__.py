"""The steps of each procedure, in their order."""
