"""What is typed: lines of a plan, decisions, forms asked for, the lists to be cleared."""
