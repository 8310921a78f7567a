"""Changes of the knowledge that somebody wants to make: what they are, what they change, and what is in their way."""
