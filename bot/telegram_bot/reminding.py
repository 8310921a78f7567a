"""The button that asks to be reminded of a programme, wherever a private chat speaks of one."""

from __future__ import annotations

from bot.storage import chats, reminders
from bot.storage.database import Connection
from bot.telegram_bot.keyboards import Button, Keyboard
from bot.telegram_bot.links import short
from bot.telegram_bot.payloads import Does, pack, unpack
from bot.telegram_bot.press import Press
from bot.telegram_bot.services import Services
from bot.telegram_bot.subscribing_changes import reminding
from bot.telegram_bot.wishes import ADD, DROP, mark_of, marked, signed


async def remind_button(services: Services, chat: int, program: str, language: str) -> Button:
    """The button under something that is about a programme, as it has to be now."""
    held = await services.database.run(lambda connection: reminders.of(connection, chat))
    return button(services, program, language, wanted=program in held)


def button(services: Services, program: str, language: str, *, wanted: bool) -> Button:
    """The button of a programme: where reminders of it are ``wanted``, it ends them."""
    label = services.sentences(language).text("button-reminded" if wanted else "button-remind")
    return {"text": short(label), "callback_data": pack(Does.REMIND, f"{DROP if wanted else ADD}{mark_of(program)}")}


async def remind(press: Press) -> str:
    """Remind of a programme, or no longer; the button offers the opposite from then on."""
    services, found, now = press.services, signed(press.value), press.services.now()
    program = marked(found[1], services.assistant.catalogue.programs) if found else None
    if found is None or program is None:
        return "outdated"
    change = reminding(press.chat, found[0], program, press.language, now)

    def save(connection: Connection) -> None:
        chats.seen(connection, press.chat, "private", now)
        change(connection)

    await services.database.run(save)
    other = button(services, program, press.language, wanted=found[0])
    await services.sender.buttons(press.chat, press.message.message_id, _with(press.keyboard, other))
    return "reminder-set" if found[0] else "reminder-dropped"


def _with(keyboard: Keyboard, other: Button) -> Keyboard:
    """The same buttons, the one that reminds of this programme as given."""
    about = other["callback_data"][len(pack(Does.REMIND, ADD)) :]

    def replaced(button: Button) -> Button:
        found = unpack(button.get("callback_data"))
        same = found is not None and found[0] is Does.REMIND and found[1][1:] == about
        return other if same else button

    return Keyboard([[replaced(button) for button in row] for row in keyboard.rows])
