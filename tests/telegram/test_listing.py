"""What Telegram shows of the bot: commands by scope and language, and descriptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot

from bot.answers.repertoire import Repertoire
from bot.knowledge.folders import packaged_folder
from bot.runtime import Service
from bot.stand_in import BotApi, Fault, Person
from bot.storage import keys
from bot.storage.database import Database, open_engine
from bot.storage.migrating import migrate
from bot.telegram_bot.client import Client
from bot.telegram_bot.commands import COMMANDS
from bot.telegram_bot.listing import register, shown
from bot.telegram_bot.sending import Sender
from bot.telegram_bot.staff import COMMANDS as OF_STAFF
from tests.parsed import knowledge_in
from tests.running import packaged
from tests.telegram.serving import serving

ENTRY = """\
entries:
  - id: towel
    questions: {en: [Where are the towels?]}
    answer: {en: In the cupboard.}
"""
FRENCH = """\
language: fr
phrases:
  command-help: "ce que je sais faire"
  command-ask: "poser une question"
  bot-description: "Je réponds aux questions."
"""
NOTHING_NEW = "language: tlh\nstop: [je]\n"

Registers = Callable[[Path], Awaitable[None]]


def folder(place: Path, french: str = "") -> Path:
    """A small knowledge of its own, which speaks French too where that is given."""
    place.mkdir()
    (place / "faq.yaml").write_text(ENTRY, encoding="utf-8")
    for code, text in (("fr", french), ("tlh", NOTHING_NEW)):
        if text:
            (place / "languages" / code).mkdir(parents=True)
            (place / "languages" / code / "telegram.yaml").write_text(text, encoding="utf-8")
    return place


def own_languages(knowledge: Path) -> set[str]:
    """Those that a folder brings, and English; of the packaged knowledge English alone."""
    brought = () if knowledge == packaged_folder() else (knowledge / "languages").glob("*")
    return {"en", *(path.name for path in brought)}


@pytest.fixture
async def registers(api: BotApi, tmp_path: Path) -> AsyncIterator[Registers]:
    """One start after another on the same database, as far as this goes."""
    client, engine = Client(), open_engine(f"sqlite:///{tmp_path / 'bot.db'}")
    migrate(engine)
    database = Database(engine)
    bot = Bot(api.token, base_url=f"{api.url}/bot", request=client, get_updates_request=client)
    await bot.initialize()

    async def start(knowledge: Path) -> None:
        await register(
            bot,
            Sender(bot, client, database),
            database,
            Repertoire.of(knowledge_in(knowledge, own_languages(knowledge))),
        )

    yield start
    await client.shutdown()
    await database.close()


def texts(person: Person, *where: object) -> dict[str, str]:
    """Command -> description, as a person sees them."""
    return {c["command"]: c["description"] for c in person.shows_commands(*where)}  # type: ignore[arg-type]


async def test_the_whole_bot_shows_each_language_and_scope_its_list(api: BotApi, tmp_path: Path) -> None:
    ann, luc, tai = (api.person("P", language_code=code) for code in ("en", "fr", "ko"))
    group = api.group("Cities", members=[ann, luc], owner=tai)
    knowledge = folder(tmp_path / "k", FRENCH)
    knows = Service.build(knowledge_in(knowledge, own_languages(knowledge)))
    async with serving(api, tmp_path, knows=knows):
        await api.wait_for(lambda: api.account.names.get(("short_description", "")), 10)
        await api.wait_for(lambda: api.account.names.get(("description", "fr")), 10)

    assert list(texts(ann)) == list(texts(luc)) == list(texts(tai)) == list(COMMANDS)
    assert (texts(ann)["help"], texts(luc)["help"]) == ("what I can do", "ce que je sais faire")
    assert texts(tai) == texts(ann)
    assert texts(luc)["start"] == texts(ann)["start"], "what French lacks is said in English"
    assert texts(luc, group)["ask"] == "poser une question"
    assert set(texts(tai, group)) - set(texts(ann, group)) == {"settings"}, "that is for administrators"
    assert api.account.settings("description", "fr") == "Je réponds aux questions."
    assert api.account.settings("description", "ko").startswith("I answer questions")
    assert ("short_description", "fr") not in api.account.names


async def test_staff_see_their_commands_where_they_have_them(api: BotApi, tmp_path: Path) -> None:
    ann, sora, min_ = api.person("Ann"), api.person("Sora", started=True), api.person("Min")
    staff = api.group("Staff", members=[ann, sora])
    team: dict[str, Any] = {"staff": frozenset([sora.id, min_.id]), "staff_chat": staff.id}
    async with serving(api, tmp_path, **team):
        sora.says("/help")
        assert "/knowledge –" in (await sora.hears(10)).text
    async with serving(api, tmp_path, **team):  # by the next start she is known
        await api.wait_for(lambda: len(texts(sora)) > len(COMMANDS), 10)
    assert list(texts(sora)) == [*COMMANDS, *OF_STAFF]
    assert set(texts(ann, staff)) > set(OF_STAFF)
    assert list(texts(ann)) == list(texts(min_)) == list(COMMANDS)
    async with serving(api, tmp_path):
        await api.wait_for(lambda: len(texts(sora)) == len(COMMANDS), 10)
    assert set(OF_STAFF) & set(texts(ann, staff)) == set()


async def test_only_what_has_changed_is_told_again(api: BotApi, tmp_path: Path, registers: Registers) -> None:
    first = folder(tmp_path / "a", FRENCH)
    second = folder(tmp_path / "b", FRENCH.replace("poser", "me poser"))
    steps = [
        (first, {"setMyCommands": 6, "setMyDescription": 2, "setMyShortDescription": 1}),
        (first, {}),
        (second, {"setMyCommands": 2}),
        (packaged_folder(), {"deleteMyCommands": 3, "setMyDescription": 1}),
        (packaged_folder(), {}),
    ]
    for knowledge, expected in steps:
        before = Counter(call.method for call in api.journal)
        await registers(knowledge)
        assert Counter(call.method for call in api.journal) - before == Counter(expected)
    luc = api.person("Luc", language_code="fr")
    assert texts(luc)["help"] == "what I can do"
    assert api.account.settings("description", "fr").startswith("I answer")


FAULTS = [Fault.too_many(1), Fault.status(502), Fault.reset(), Fault.drop_after(), Fault.garbage()]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.kind} {fault.code}")
async def test_what_fails_is_told_once_more(api: BotApi, tmp_path: Path, registers: Registers, fault: Fault) -> None:
    api.faults.next("setMyCommands", fault)
    await registers(folder(tmp_path / "k"))
    calls = len(api.journal)
    await registers(tmp_path / "k")
    assert len(api.journal) == calls
    assert texts(api.person())["help"] == "what I can do"


async def test_what_telegram_refuses_is_tried_again_at_the_next_start(
    api: BotApi, tmp_path: Path, registers: Registers
) -> None:
    api.faults.next("setMyCommands", Fault.status(400))
    await registers(folder(tmp_path / "k"))
    assert {scope for scope, *_ in api.account.commands} == {"all_group_chats", "all_chat_administrators"}
    assert api.account.settings("description", "")
    await registers(tmp_path / "k")
    assert texts(api.person())["help"] == "what I can do"


async def test_a_token_that_is_revoked_is_left_to_whoever_fetches(
    api: BotApi, tmp_path: Path, registers: Registers
) -> None:
    api.revoke()
    await registers(folder(tmp_path / "k"))
    assert api.account.commands == {}


async def test_a_busy_telegram_holds_up_neither_answers_nor_the_end(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    api.faults.next("setMyCommands", Fault.too_many(3600))
    async with serving(api, tmp_path):
        ann.says("When was the Seoul Program 2016?")
        assert "22–29 May 2016" in (await ann.hears(10)).text
        await api.wait_for(lambda: api.journal.of("setMyCommands"), 10)
    assert len(api.journal.of("setMyCommands")) == 1


def test_all_texts_fit(tmp_path: Path) -> None:
    long = "".join(f"  {name}: {'x' * 700}\n" for name in ("bot-description", "bot-short-description", "command-help"))
    found = shown(Repertoire.of(knowledge_in(folder(tmp_path / "k", f"language: fr\nphrases:\n{long}"))))
    lengths = {one.what: max(len(text) for _, text in one.lines) for one in found if one.language == "fr"}
    assert lengths == {
        "all_private_chats": 256,
        "all_group_chats": 256,
        "all_chat_administrators": 256,
        "bot-description": 512,
        "bot-short-description": 120,
    }
    assert [one.name for one in shown(packaged().assistant.repertoire) if "…" in str(one.lines)] == []


async def test_the_note_is_of_this_bot(api: BotApi, tmp_path: Path, registers: Registers) -> None:
    await registers(folder(tmp_path / "k"))
    engine = open_engine(f"sqlite:///{tmp_path / 'bot.db'}")
    with engine.connect() as connection:
        assert keys.find(connection, f"listed {api.account.id}")
    engine.dispose()
