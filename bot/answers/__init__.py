"""Decision + language + today -> reply."""
