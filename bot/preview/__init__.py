"""The bot on a page of this machine: a chat as Telegram shows it, and beside it why it says so and what is wrong."""
