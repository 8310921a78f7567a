"""Announcements played before made-up chats on the stand-in server, by a clock that nobody has to wait for."""
