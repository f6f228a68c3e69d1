"""Real brokers, workers and relays as processes of their own, and what happens when they are killed."""
