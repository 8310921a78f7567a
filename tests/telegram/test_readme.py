"""The conversation on Telegram that the README shows is a real one."""

from __future__ import annotations

import re
from pathlib import Path

from bot.stand_in import BotApi
from bot.stand_in.message import Message
from tests.telegram.serving import ROOT, serving

README = (ROOT / "README.md").read_text(encoding="utf-8")


def seen(message: Message) -> str:
    """A message as a person sees it: its text, and its buttons in rows."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return "\n".join([message.text, *(" ".join(f"[{button['text']}]" for button in row) for row in rows)])


async def test_the_conversation_on_telegram_is_real(api: BotApi, tmp_path: Path) -> None:
    (shown,) = re.findall(r"<!-- telegram: begin -->\n```\n(.*?)\n```", README, re.DOTALL)
    questions = re.findall(r"^> (.*)$", shown, re.MULTILINE)
    ann = api.person("Ann")
    found = []
    async with serving(api, tmp_path, staff=frozenset([7]), staff_chat=-1007):
        for question in questions:
            if question.startswith("["):
                ann.presses(api.sent(ann.chat)[-1], question.strip("[]"))
            else:
                ann.says(question)
            found.append(f"> {question}\n{seen(await ann.hears(10))}")
    assert "\n\n".join(found) == shown
