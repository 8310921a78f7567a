"""What a person types on the page: a command of Telegram's list, or a question."""

from __future__ import annotations

from collections.abc import Callable

from bot.answers.browsing import leaf
from bot.answers.composer import compose
from bot.answers.conversation import Conversation
from bot.answers.dates import own_name
from bot.answers.overviews import all_dates, all_topics
from bot.answers.reply import Bullets, Paragraph
from bot.contract import clean
from bot.matching.finding import Finding
from bot.preview.chat import Below
from bot.preview.served import Served
from bot.preview.session import LONGEST, Session
from bot.telegram_bot import keyboards, paging
from bot.telegram_bot.keyboards import Keyboard, of_choices, page_row
from bot.telegram_bot.payloads import Does
from bot.telegram_bot.rendering import escape, messages

AUTO = "auto"
"""Stands for the language of the question."""


def heard(session: Session, served: Served, text: str) -> None:
    """Do what was typed; a command that needs a real Telegram is answered as the question that it is not."""
    text = text.strip()
    name = text[1:].split()[0].casefold() if text.startswith("/") and len(text) > 1 else ""
    command = COMMANDS.get(name)
    if command is None:
        if text:
            session.ask(served, text)
        return
    session.chat.typed(clean(text[:LONGEST]), "")
    command(session, served)


def show_leaf(session: Session, served: Served, to: str) -> bool:
    """Show a page to leaf through; False where there is none."""
    language = session.language(served)
    page = leaf(served.desk(session.today(served), language), to)
    if page is None:
        return False
    session.chat.say(messages(page.blocks), language, Below(of_choices(page.choices)))
    return True


def language_keyboard(session: Session, served: Served, language: str) -> Keyboard:
    """The languages, the one that holds now with a tick."""
    sentences = served.sentences(language)
    options = [(AUTO, sentences.text("language-auto"))]
    options += [(code, own_name(code)) for code in served.service.languages]
    return keyboards.chosen(options, Does.LANGUAGE, [session.setting.chosen or AUTO], sentences)


def _ask(key: str) -> Callable[[Session, Served], None]:
    """One of the questions that the bot itself offers, whatever was spoken of before."""

    def ask(session: Session, served: Served) -> None:
        language = session.language(served)
        session.ask(served, served.sentences(language).text(key), Conversation(language=language))

    return ask


def _show(session: Session, served: Served, *findings: Finding) -> None:
    """What is known, composed."""
    language = session.language(served)
    desk = served.desk(session.today(served), language)
    pages = paging.pages([block for finding in findings for block in compose(desk, finding).blocks])
    row = page_row(desk.sentences, str(session.chat.next()), 0, len(pages))
    below = Below(Keyboard([row]), pages) if len(pages) > 1 else Below()
    session.chat.say(paging.shown(pages, 0, desk.sentences), language, below)


def _help(session: Session, served: Served) -> None:
    language = session.language(served)
    sentences = served.sentences(language)
    items = tuple(
        sentences.line("command-item", command=name, description=sentences.text(f"command-{name}"))
        for name in COMMANDS
        if name not in ("start", "help")
    )
    blocks = (Paragraph(sentences.line("help")), Paragraph(sentences.line("help-commands")), Bullets(items))
    session.chat.say(messages(blocks), language)


def _programs(session: Session, served: Served) -> None:
    show_leaf(session, served, "programs")


def _dates(session: Session, served: Served) -> None:
    _ask("ask-next")(session, served)
    if past := all_dates(served.service.assistant.catalogue):
        _show(session, served, *past)


def _topics(session: Session, served: Served) -> None:
    _show(session, served, all_topics(served.service.assistant.catalogue))


def _language(session: Session, served: Served) -> None:
    language = session.language(served)
    text = escape(served.sentences(language).text("language-choose"))
    session.chat.say([text], language, Below(language_keyboard(session, served, language)))


COMMANDS: dict[str, Callable[[Session, Served], None]] = {
    "start": Session.greet,
    "help": _help,
    "programs": _programs,
    "dates": _dates,
    "topics": _topics,
    "apply": _ask("ask-apply"),
    "contact": _ask("ask-contact"),
    "language": _language,
}
"""In the order in which Telegram lists them; the others are about what is kept of a person, and here nothing is."""
