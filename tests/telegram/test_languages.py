"""Telegram in several languages: what is said where no question tells the language, and what is remembered of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.stand_in import BotApi
from tests.telegram.serving import service, serving


@asynccontextmanager
async def serving_three(api: BotApi, folder: Path) -> AsyncIterator[None]:
    """English, French and Russian."""
    async with serving(api, folder, knows=service("fr", "ru")):
        yield


def words(key: str, language: str) -> str:
    """The beginning of one of the bot's own sentences."""
    return service("fr", "ru").assistant.sentences(language).text(key)[:40]


@pytest.mark.parametrize(
    "telegram", [("fr", "fr"), ("fr-CA", "fr"), ("ru", "ru"), ("de", "en"), ("", "en"), (None, "en")]
)
@pytest.mark.parametrize(
    ("typed", "key"),
    [("/help", "help"), ("/privacy", "privacy"), ("/language", "language-choose"), ("/nonsense", "no-command")],
)
async def test_commands_speak_the_language_of_the_telegram(
    api: BotApi, tmp_path: Path, typed: str, key: str, telegram: tuple[str | None, str]
) -> None:
    client, language = telegram
    ann = api.person("Ann", language_code=client)
    async with serving_three(api, tmp_path):
        ann.says(typed)
        assert (await ann.hears(timeout=10)).text.startswith(words(key, language))


async def test_the_language_of_the_question_goes_before_that_of_the_telegram_and_stays(
    api: BotApi, tmp_path: Path
) -> None:
    ann = api.person("Ann", language_code="en")
    async with serving_three(api, tmp_path):
        ann.says("Quand a eu lieu la formation de Séoul en 2016 ?")
        answer = await ann.hears(timeout=10)
        assert "mai 2016" in answer.text
        assert words("button-helpful", "fr") in [button["text"] for button in answer.buttons]

        ann.says("2017")
        assert "mars 2017" in (await ann.hears(timeout=10)).text
        ann.says("/contact")
        assert words("contacts", "fr") in (await ann.hears(timeout=10)).text


async def test_a_related_question_is_asked_and_answered_in_its_language(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann", language_code="ru")
    async with serving_three(api, tmp_path):
        ann.says("Quand a eu lieu la formation de Séoul en 2016 ?")
        answer = await ann.hears(timeout=10)
        related = answer.buttons[0]["text"]
        ann.presses(answer, related)
        told = await ann.hears(timeout=10)

    assert words("button-helpful", "fr") in [button["text"] for button in told.buttons]


async def test_the_language_that_is_chosen_goes_before_all(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann", language_code="fr")
    async with serving_three(api, tmp_path):
        ann.says("/language")
        ann.presses(await ann.hears(timeout=10), "русский")
        assert (await ann.hears(timeout=10)).text.startswith(words("language-set", "ru")[:20])
        ann.says("When was the Seoul Program 2016?")
        assert "мая 2016" in (await ann.hears(timeout=10)).text
        ann.says("/help")
        assert (await ann.hears(timeout=10)).text.startswith(words("help", "ru"))


async def test_a_language_that_is_not_known_is_said_to_be(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann", language_code="de")
    async with serving_three(api, tmp_path):
        ann.says("Wann war das Seminar in Seoul und wer hat es organisiert?")
        heard = (await ann.hears(timeout=10)).text

    assert "I cannot read German" in heard
    assert "français" in heard
    assert "andrew@we-gov.org" in heard


async def test_lists_of_commands_are_told_in_every_language(api: BotApi, tmp_path: Path) -> None:
    async with serving_three(api, tmp_path):
        await api.wait_for(lambda: len(api.journal.of("setMyShortDescription")) == 3, 10)
        told = {call.params.get("language_code") for call in api.journal.of("setMyCommands")}

    assert told == {None, "fr", "ru"}
