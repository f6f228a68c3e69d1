"""Pages over accounts, roles and organizations.

They live here because each act leaves its line in the change history, which stands above organizations.
"""
