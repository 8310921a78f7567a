"""Announcements: what is sent to many chats, and a ledger of what became of it in each."""
