"""The card of a draft."""

from __future__ import annotations

from bot.telegram_bot.team import Team


async def show(team: Team, number: int) -> None:
    """Show it."""
    await team.tell("team-round-now-draft")
