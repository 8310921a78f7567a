"""Announcements as staff deal with them in the chat, from the idea to what became of it."""
