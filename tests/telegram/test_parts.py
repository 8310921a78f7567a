"""The parts of the edge as tables: what a button carries, how fast, what a failure means, how a reply is cut."""

from __future__ import annotations

import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter

from bot.answers.conversation import Conversation
from bot.answers.reply import Block, Bullets, Paragraph, Span
from bot.errors import UsageError
from bot.failure import Failure, Kind
from bot.matching.asks import Ask
from bot.matching.frame import Frame
from bot.matching.senses import Kind as SenseKind
from bot.matching.senses import Sense
from bot.settings import BotSettings, Secret
from bot.telegram_bot import intake, memory
from bot.telegram_bot.client import NotSent, Uncertain
from bot.telegram_bot.failures import ATTEMPTS, classify, delay
from bot.telegram_bot.floods import PERSON, Floods, Verdict
from bot.telegram_bot.payloads import Does, pack, unpack
from bot.telegram_bot.rendering import LIMIT, messages
from tests.telegram.serving import service


@pytest.mark.parametrize("does", Does)
@given(value=st.text(max_size=20))
def test_a_payload_comes_back_as_it_was_packed(does: Does, value: str) -> None:
    assert unpack(pack(does, value)) == (does, value)


@given(st.text())
def test_any_payload_can_be_unpacked(payload: str) -> None:
    found = unpack(payload)
    assert found is None or payload == f"{found[0].value}:{found[1]}"


def test_what_is_too_long_for_a_button_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot carry"):
        pack(Does.LEAF, "x" * 63)


def test_every_programme_and_edition_fits_into_a_button() -> None:
    catalogue = service().assistant.catalogue
    for held in catalogue.by_id:
        for ask in Ask:
            assert pack(Does.LEAF, f"ask:{ask.value}:{held}")
    for program in catalogue.programs:
        assert pack(Does.LEAF, f"program:{program}:100")


FAILURES = [
    (RetryAfter(7), Kind.TOO_MANY, 7.0),
    (NotSent("no"), Kind.NOT_SENT, 0.25),
    (Uncertain("no"), Kind.UNCERTAIN, 0.25),
    (ChatMigrated(-100), Kind.MOVED, None),
    (InvalidToken("no"), Kind.REVOKED, None),
    (Forbidden("bot was blocked by the user"), Kind.UNREACHABLE, None),
    (BadRequest("Chat not found"), Kind.UNREACHABLE, None),
    (BadRequest("Message is not modified: same"), Kind.SAME, None),
    (BadRequest("Query is too old and response timeout expired"), Kind.DONE_ALREADY, None),
    (BadRequest("Message thread not found"), Kind.NO_TOPIC, None),
    (BadRequest("Not enough rights to send text messages to the chat"), Kind.NO_RIGHTS, None),
    (BadRequest("Can't parse entities"), Kind.REFUSED, None),
]


@pytest.mark.parametrize(("error", "kind", "wait"), FAILURES, ids=str)
def test_what_a_failure_means_and_when_to_try_again(error: Exception, kind: Kind, wait: float | None) -> None:
    failure = classify(error)  # type: ignore[arg-type]
    assert failure.kind is kind
    assert delay(failure, 1) == wait
    assert delay(failure, ATTEMPTS) is None


@given(st.integers(1, ATTEMPTS - 1))
def test_waits_grow_and_stay_bounded(attempt: int) -> None:
    wait = delay(Failure(Kind.NOT_SENT, ""), attempt)
    assert wait is not None
    assert 0 < wait <= 30


blocks = st.lists(
    st.one_of(
        st.builds(Paragraph, st.tuples(st.builds(Span, st.text(max_size=6000), st.booleans()))),
        st.builds(Bullets, st.lists(st.tuples(st.builds(Span, st.text(max_size=300))), max_size=30).map(tuple)),
    ),
    max_size=5,
)


@given(blocks)
def test_every_message_is_within_the_limit_and_whole(found: list[Block]) -> None:
    for text in messages(found):
        assert text.count("<b>") == text.count("</b>")
        plain = re.sub(r"</?b>", "", text).replace("&lt;", "<").replace("&gt;", ">")
        plain = plain.replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")
        assert len(plain.encode("utf-16-le")) // 2 <= LIMIT
        assert "<" not in re.sub(r"</?b>", "", text)


def test_a_flood_is_told_once_and_heard_again_when_it_slows_down() -> None:
    time = 0.0
    floods = Floods(lambda: time)
    verdicts = [floods.judge(1) for _ in range(int(PERSON.burst) + 3)]
    assert verdicts[: int(PERSON.burst)] == [Verdict.HEARD] * int(PERSON.burst)
    assert verdicts[int(PERSON.burst) :] == [Verdict.TOLD, Verdict.IGNORED, Verdict.IGNORED]
    assert floods.judge(2) is Verdict.HEARD
    time = 60.0
    assert floods.judge(1) is Verdict.HEARD


senses = st.lists(st.builds(Sense, st.sampled_from(SenseKind), st.text(max_size=9)), max_size=4).map(tuple)
conversations = st.builds(
    Conversation,
    st.builds(Frame, senses, senses, st.sampled_from([None, *Ask]), st.text(max_size=9)),
    st.lists(st.text(max_size=9), max_size=3).map(tuple),
    st.sampled_from([None, "en"]),
)


@given(conversations)
def test_a_conversation_comes_back_as_it_was_kept(conversation: Conversation) -> None:
    assert memory.loads(memory.dumps(conversation)) == conversation


@pytest.mark.parametrize("text", [None, "", "{}", "[]", "null", "nonsense", '{"focus": 1}', '{"focus": [["x", "y"]]}'])
def test_what_cannot_be_read_is_a_new_conversation(text: str | None) -> None:
    assert memory.loads(text) == Conversation()


LANES = [
    ({"update_id": 1, "message": {"chat": {"id": -5}, "from": {"id": 7}}}, -5),
    ({"update_id": 1, "callback_query": {"from": {"id": 7}, "message": {"chat": {"id": -5}}}}, -5),
    ({"update_id": 1, "callback_query": {"from": {"id": 7}, "inline_message_id": "x"}}, 7),
    ({"update_id": 1, "inline_query": {"from": {"id": 7}}}, 7),
    ({"update_id": 1, "my_chat_member": {"chat": {"id": -5}, "from": {"id": 7}}}, -5),
    ({"update_id": 1, "message": {"chat": {"id": -5}, "migrate_to_chat_id": -100}}, -100),
    ({"update_id": 1, "message": {"chat": {"id": -100}, "migrate_from_chat_id": -5}}, -100),
    ({"update_id": 1, "something": {"id": 3}}, 0),
    ({"update_id": 1}, 0),
    ({"update_id": 1, "message": {"chat": {"id": 2**70}}}, 0),
]


@pytest.mark.parametrize(("raw", "lane"), LANES)
def test_what_belongs_together_shares_a_lane(raw: dict[str, object], lane: int) -> None:
    assert intake.lane(raw) == lane


STALE = [
    ({"callback_query": {}}, 0.0, 60.0, False),
    ({"callback_query": {}}, 0.0, 600.0, True),
    ({"inline_query": {}}, 0.0, 60.0, True),
    ({"message": {"date": 0}}, 0.0, 60.0, False),
    ({"message": {"date": 0}}, 100_000.0, 100_000.0, True),
    ({"edited_message": {"date": 0, "edit_date": 100_000}}, 100_000.0, 100_000.0, False),
]


@pytest.mark.parametrize(("raw", "arrived", "now", "stale"), STALE)
def test_what_is_too_old_is_let_go(raw: dict[str, object], arrived: float, now: float, *, stale: bool) -> None:
    assert intake.is_stale(raw, arrived, now) is stale


GOOD = {"TELEGRAM_BOT_TOKEN": "123456:abcdefgh"}
WRONG = [
    ({}, ["TELEGRAM_BOT_TOKEN is not set"]),
    ({"TELEGRAM_BOT_TOKEN": "nonsense"}, ["is no token"]),
    ({**GOOD, "STAFF_IDS": "1,two", "LOG_LEVEL": "LOUD"}, ["STAFF_IDS", "LOG_LEVEL"]),
    ({**GOOD, "STAFF_CHAT_ID": "1,2", "TELEGRAM_API_URL": "http://[::1"}, ["STAFF_CHAT_ID", "TELEGRAM_API_URL"]),
    ({**GOOD, "DATABASE_URL": "mysql://x"}, ["DATABASE_URL"]),
    ({**GOOD, "TELEGRAM_API_URL": "ftp://x", "DATABASE_URL": "mysql://x"}, ["TELEGRAM_API_URL", "DATABASE_URL"]),
    ({**GOOD, "TELEGRAM_BOT_TOKEN_FILE": "/nowhere"}, ["both set"]),
    ({"TELEGRAM_BOT_TOKEN_FILE": "/nowhere"}, ["TELEGRAM_BOT_TOKEN_FILE names a file that cannot be read"]),
    ({"TELEGRAM_BOT_TOKEN_FILE": os.devnull}, ["TELEGRAM_BOT_TOKEN_FILE names a file that is empty"]),
    ({"TELEGRAM_BOT_TOKEN": "123456:abcdefgh/x"}, ["is no token"]),
    ({"TELEGRAM_BOT_TOKEN": '"123456:abcdefgh"'}, ["is no token"]),
    ({**GOOD, "WEBHOOK_URL": "http://example.org/x"}, ["WEBHOOK_URL", "WEBHOOK_SECRET", "PORT"]),
    ({**GOOD, "WEBHOOK_SECRET": "too short", "PORT": "80"}, ["WEBHOOK_URL is not set", "WEBHOOK_SECRET has"]),
    *(
        ({**GOOD, "WEBHOOK_URL": url, "WEBHOOK_SECRET": "0123456789abcdef", "PORT": "80"}, ["WEBHOOK_URL is no https"])
        for url in (
            "https://[::1",
            "https://",
            "example.org/x",
            "https://example.org:99999/x",
            "https://example.org/{x",
        )
    ),
    ({**GOOD, "TELEGRAM_API_URL": "http://127.0.0.1:99999"}, ["TELEGRAM_API_URL"]),
    ({**GOOD, "STAFF_CHAT_ID": "9" * 26}, ["STAFF_CHAT_ID"]),
    ({**GOOD, "STAFF_CHAT_ID": "@team", "STAFF_IDS": "1;2"}, ["STAFF_CHAT_ID", "STAFF_IDS"]),
    ({**GOOD, "STAFF_IDS": "-1"}, ["STAFF_IDS"]),
]


@pytest.mark.parametrize(("environment", "told"), WRONG)
def test_all_faults_of_the_settings_are_named_at_once(environment: dict[str, str], told: list[str]) -> None:
    with pytest.raises(UsageError) as caught:
        BotSettings.read(environment)
    assert [part for part in told if part not in str(caught.value)] == []
    assert "abcdefgh" not in str(caught.value)


def test_each_fault_has_a_line() -> None:
    with pytest.raises(UsageError) as caught:
        BotSettings.read({**GOOD, "PORT": "http", "LOG_LEVEL": "LOUD"})
    _, port, level = str(caught.value).splitlines()
    assert port.startswith("PORT")
    assert level.startswith("LOG_LEVEL")


def test_a_driver_that_is_not_installed_is_told_by_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.setting_faults.DRIVER", "no_such_driver")
    with pytest.raises(UsageError, match=r"DATABASE_URL.*\[postgresql\]") as caught:
        BotSettings.read({**GOOD, "DATABASE_URL": "postgresql://ann:hush@127.0.0.1/wego"})
    assert "hush" not in str(caught.value)


def test_a_secret_is_not_shown() -> None:
    settings = BotSettings.read({**GOOD, "STAFF_IDS": "1, 2", "STAFF_CHAT_ID": "-100"})
    assert settings.token == Secret("123456:abcdefgh")
    assert "abcdefgh" not in f"{settings} {settings!r} {settings.token}"
    assert settings.staff == {1, 2}
    assert settings.staff_chat == -100
