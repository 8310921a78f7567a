"""Questions that were not answered well: what was read of them, and which of them are alike."""
