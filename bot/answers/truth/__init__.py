"""Free text beside typed facts: what a text says of dates, numbers, places, addresses and links, and what differs."""
