"""What the bot remembers: updates until they are done, chats, conversations, questions; SQLite or PostgreSQL."""
