"""How a conversation looks on a terminal, and in a pipe."""
