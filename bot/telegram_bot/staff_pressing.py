"""The buttons of staff. Who presses, and where, is looked at anew each time.

A modified program sends what no button holds, a message with buttons can be seen by others, and people leave the team:
whoever may not is told the same as of any button that is of no use, and learns nothing of what there is.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Message, User
from telegram.constants import ChatType

from bot.matching.compiling import FALLBACK
from bot.telegram_bot import (
    deciding,
    edit_choosing,
    fetching,
    history,
    staff_answers,
    staff_inbox,
    staff_learning,
    staff_sending,
)
from bot.telegram_bot.announcing import (
    approving,
    choosing,
    correcting,
    doubts,
    holding,
    overview,
    previewing,
    recalling,
    scheduling,
)
from bot.telegram_bot.floods import Verdict
from bot.telegram_bot.payloads import unpack_staff
from bot.telegram_bot.press import Press
from bot.telegram_bot.services import Services

Handler = Callable[[Press], Awaitable[str]]
"""Does what a verb says with ``press.value``; the name of the sentence that Telegram shows above the chat, or nothing.

After a kill the same press is handled again, so what is done twice has to be as if it were done once.
"""


async def on_staff_press(services: Services, query: CallbackQuery) -> bool:
    """Do what a button of staff says; False for a button that is none of theirs."""
    found = unpack_staff(query.data)
    if found is None:
        return False
    said, language = await _pressed(services, query, *found)
    await services.sender.acknowledge(query.id, services.sentences(language).text(said) if said else None)
    return True


async def _pressed(services: Services, query: CallbackQuery, verb: str, argument: str) -> tuple[str, str | None]:
    """The sentence to show, and its language."""
    person, message, do = query.from_user, query.message, VERBS.get(verb)
    if not isinstance(message, Message) or not message.is_accessible or not await _may(services, person, message):
        return "outdated", services.language(person.language_code)
    if services.presses.judge(person.id) is not Verdict.HEARD:
        return "question-too-fast", FALLBACK
    said = await do(Press(services, query, argument, message, FALLBACK)) if do else "outdated"
    return said, FALLBACK


async def _may(services: Services, person: User, message: Message) -> bool:
    """Whether somebody of staff presses, in the private chat with the bot or in the present chat of staff."""
    if person.id not in services.staff or person.is_bot:
        return False
    if message.chat.type == ChatType.PRIVATE:
        return message.chat_id == person.id
    if message.chat_id != services.staff_chat:
        await services.staff_room.refresh(services.database)  # another process may have seen it move
    return message.chat_id == services.staff_chat


async def _close(press: Press) -> str:
    """Take the buttons away: what they were for is done with."""
    await press.close()
    return ""


VERBS: dict[str, Handler] = {
    "close": _close,
    "file": fetching.file_press,
    "files": fetching.files_press,
    "edit-list": edit_choosing.list_press,
    "edit-one": edit_choosing.one_press,
    "edit-field": edit_choosing.field_press,
    "edit-ask": edit_choosing.ask_press,
    "edit-drop": edit_choosing.drop_press,
    "edit-less": edit_choosing.less_press,
    "publish": deciding.publish_press,
    "sure": deciding.sure_press,
    "fit": deciding.fit_press,
    "cancel": deciding.cancel_press,
    "undo": history.undo_press,
    "shown": history.shown_press,
    "inbox": staff_inbox.turn,
    "miss": staff_inbox.open_group,
    "ignore": staff_inbox.ignore,
    "unignore": staff_inbox.unignore,
    "attach": staff_learning.choose_entry,
    "attach-to": staff_learning.attach,
    "new-entry": staff_learning.ask_for_entry,
    "answer": staff_answers.ask_for_answer,
    "draft": choosing.page_press,
    "draft-open": choosing.open_press,
    "draft-set": choosing.set_press,
    "draft-type": choosing.type_press,
    "draft-drop": choosing.drop_press,
    "draft-again": choosing.again_press,
    "draft-look": previewing.look_press,
    "draft-go": approving.go_press,
    "draft-cancel": scheduling.cancel_press,
    "draft-now": scheduling.now_press,
    "rounds": overview.turn,
    "round-open": overview.open_press,
    "round-more": overview.more_press,
    "round-stop": holding.stop_press,
    "round-go": holding.go_press,
    "round-drop": holding.drop_press,
    "round-drop-sure": holding.drop_sure_press,
    "round-retry": holding.retry_press,
    "round-table": holding.table_press,
    "round-correct": correcting.correct_press,
    "round-recall": recalling.recall_press,
    "round-recall-ask": recalling.ask_press,
    "round-recall-sure": recalling.sure_press,
    "doubts": doubts.page_press,
    "doubt-again": doubts.again_press,
    "doubt-count": doubts.count_press,
    "doubts-again": doubts.all_again_press,
    "doubts-count": doubts.all_count_press,
    "doubts-sure-again": doubts.sure_again_press,
    "doubts-sure-count": doubts.sure_count_press,
    "send": staff_sending.send,
    "unsend": staff_sending.unsend,
}
"""What the buttons of staff do, by the verb in their payload."""
