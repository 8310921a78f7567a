"""What of the facts is worth an announcement: what is new, what has changed, which day has come; and how it is said."""
