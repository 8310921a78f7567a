"""The command as a process, over HTTP: what it answers, whom it refuses, how it follows the files and ends."""

from __future__ import annotations

import json
import re
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from bot.preview.tabs import MOST
from tests.commands.conftest import FAQ
from tests.preview.previewing import Json, Running, edit, previewing, seen, text_of
from tests.running import ROOT, program

README = (ROOT / "README.md").read_text(encoding="utf-8")
NASTY = "1 < 2 &lt;b&gt;bold&lt;/b&gt; &amp; javascript:alert(1), https://example.org/x."
TOWELS = "Are towels provided?"
BY_THE_HOTEL, BY_THE_INN = "provided by the hotel", "provided by the inn"
JSON = {"content-type": "application/json"}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_in_good_order_while_a_page_listens(preview: Running, number: int) -> None:
    with preview.page().events() as events:
        next(events)
        assert preview.end(number) == 0
        list(events)  # the stream has an end


def test_it_shows_what_telegram_shows(packaged: Running) -> None:
    (shown,) = re.findall(r"<!-- telegram: begin -->\n```\n(.*?)\n```", README, re.DOTALL)
    page, found = packaged.page(), []
    chat: Json = {}
    for question in re.findall(r"^> (.*)$", shown, re.MULTILINE):
        chat = page.presses(chat, question.strip("[]")) if question.startswith("[") else page.says(question)
        found.append(f"> {question}\n{seen(chat['messages'][-1])}")
    assert "\n\n".join(found) == shown


def test_the_reading_is_what_ask_explains(packaged: Running) -> None:
    question = "Was the 2017 workshop in Jeju?"
    asked = program("ask", "--explain", "--today", "2026-11-21", question).stdout
    lines = packaged.page().says(question)["reading"]["lines"]
    assert len(lines) > 5
    assert "\n".join(f"  {line}" for line in lines) in asked


def test_each_page_has_a_conversation_of_its_own(packaged: Running) -> None:
    one, other = packaged.page(), packaged.page()
    one.says("When was the Seoul training in 2016?")
    other.says("When was the Joint Workshop in 2017?")
    assert "Seoul Program 2017" in text_of(one.says("and in 2017?")["messages"][-1])
    assert "Joint Workshop 2018" in text_of(other.says("and in 2018?")["messages"][-1])


def test_many_requests_at_once_lose_nothing(packaged: Running) -> None:
    page = packaged.page()
    with page.events() as events, ThreadPoolExecutor(8) as crowd:
        list(crowd.map(page.says, [f"When was the Joint Workshop in {year}?" for year in (2016, 2017, 2018) * 8]))
        last = next(view for name, view in events if name == "chat" and len(view["messages"]) == 49)
    assert [message["number"] for message in last["messages"]] == list(range(1, 50))
    assert [message["ours"] for message in last["messages"]] == [True, *[False, True] * 24]


PRESSES = [
    ("What are the topics of the Jeju training 2016?", ["Sources"], "26 May 2016"),
    ("What are the topics of the Jeju training 2016?", ["Sources", "Hide sources"], "Topics of Jeju training 2016"),
    ("What did participants say?", ["More »"], "Page 2 of"),
    ("When was the Joint Workshop in 2017?", ["👎 Not helpful"], "andrew@we-gov.org"),
    ("Is there a training on blockchain?", ["None of these"], "andrew@we-gov.org"),
    ("/programs", ["Joint Workshop", "Joint Workshop 2017", "Topics"], "Smart City Vision"),
    ("/language", ["español"], "español"),
    ("/topics", [], "Joint Workshop 2018"),
    ("/dates", [], "2018"),
    ("/help", [], "/programs"),
    ("/start", ["Whom can I contact?"], "alexandra@we-gov.org"),
]


@pytest.mark.parametrize(("text", "labels", "says"), PRESSES, ids=lambda value: str(value)[:30])
def test_buttons_do_what_they_do_on_telegram(packaged: Running, text: str, labels: list[str], says: str) -> None:
    page = packaged.page()
    chat = page.says(text)
    for label in labels:
        chat = page.presses(chat, label)
    assert says in text_of(chat["messages"][-1])


def test_a_calendar_file_is_the_one_that_telegram_gets(packaged: Running) -> None:
    page = packaged.page()
    chat = page.presses(page.says("When was the Joint Workshop in 2017?"), "📅 Calendar file")
    edition = chat["messages"][-1]["file"]
    answer = packaged.client.get(f"/tabs/{page.tab}/calendar/{edition}")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "joint-workshop-2017.ics" in answer.headers["content-disposition"]
    assert "DTSTART;VALUE=DATE:20171120" in answer.text
    assert packaged.client.get(f"/tabs/{page.tab}/calendar/joint-workshop/1999").status_code == 404


def test_another_day_and_another_telegram_ask_the_last_question_again(packaged: Running) -> None:
    page = packaged.page()
    page.says("When was the Joint Workshop in 2018?")
    chat = page.post("setting", client="", today="2018-05-01").json()
    assert "will take place" in text_of(chat["messages"][-1])
    assert "took place" in "".join(map(text_of, chat["change"]["old"]))
    marked = [run["text"] for message in chat["change"]["new"] for run in message["runs"] if run["changed"]]
    assert "will" in " ".join(marked)

    french = packaged.page()
    french.post("setting", client="fr", today="")
    assert "Bonjour" in text_of(french.says("/start")["messages"][-1])


@pytest.mark.parametrize("data", ["", "a:0", "x", "h:99", "b:program:nowhere", "l:xx", "b:programs", "f:1"])
def test_a_button_that_is_not_there_is_no_use(packaged: Running, data: str) -> None:
    page = packaged.page()
    before = page.says("When was the Joint Workshop in 2017?")
    chat = page.post("press", message=before["messages"][-1]["number"], data=data).json()
    assert "too old" in chat["notice"]
    assert chat["messages"] == before["messages"]


REFUSED = [
    ({"host": "evil.example"}, 403),
    ({"host": "127.0.0.1.evil.example:80"}, 403),
    ({"host": "192.168.0.7"}, 403),
    ({"host": ""}, 403),
    ({"origin": "http://evil.example"}, 403),
    ({"origin": "null"}, 403),
    ({"sec-fetch-site": "cross-site"}, 403),
    ({"sec-fetch-site": "same-site"}, 403),
    ({"content-type": "text/plain"}, 415),
    ({"content-type": "application/x-www-form-urlencoded"}, 415),
]


@pytest.mark.parametrize(("headers", "status"), REFUSED, ids=str)
def test_other_sites_are_refused(packaged: Running, headers: dict[str, str], status: int) -> None:
    answer = packaged.client.post("/tabs", content="{}", headers={**JSON, **headers})
    assert answer.status_code == status
    assert "tab" not in answer.text


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_this_machine_is_known_by_its_own_names(packaged: Running, name: str) -> None:
    port = httpx.URL(packaged.url).port
    headers = {"host": f"{name}:{port}", "origin": f"http://{name}:{port}", "sec-fetch-site": "same-origin"}
    assert packaged.client.post("/tabs", json={}, headers=headers).status_code == 200


def test_a_link_from_elsewhere_opens_the_page_but_reads_nothing(packaged: Running) -> None:
    elsewhere = {"sec-fetch-site": "cross-site"}
    assert packaged.client.get("/", headers={**elsewhere, "sec-fetch-mode": "navigate"}).status_code == 200
    assert packaged.client.get("/page.js", headers={**elsewhere, "sec-fetch-mode": "no-cors"}).status_code == 403


BODIES = [
    ("say", "{", 400),
    ("say", "[]", 400),
    ("say", "{}", 400),
    ("say", '{"text": 7}', 400),
    ("say", "[" * 60_000, 400),
    ("say", '{"text": "%s"}' % ("x" * 70_000), 413),
    ("press", '{"message": "1", "data": "a:1"}', 400),
    ("press", '{"message": 1}', 400),
    ("setting", '{"client": "en", "today": "tomorrow"}', 400),
    ("setting", '{"client": "en", "today": "0001-01-01"}', 400),
    ("setting", '{"client": "en"}', 400),
]


@pytest.mark.parametrize(("what", "body", "status"), BODIES, ids=lambda value: str(value)[:20])
def test_a_request_that_is_no_request_is_told_so(packaged: Running, what: str, body: str, status: int) -> None:
    page = packaged.page()
    answer = packaged.client.post(f"/tabs/{page.tab}/{what}", content=body, headers=JSON)
    assert answer.status_code == status
    assert len(answer.text) > 10
    assert page.says("When was the Joint Workshop in 2017?")["reading"]["outcome"] == "answer"


@pytest.mark.parametrize("text", ["\ud800", "/help \ud800", "/help \0", "\0", "x" * 4097, "\u202e", "/", "/ ", "1"])
def test_any_text_is_answered(packaged: Running, text: str) -> None:
    page = packaged.page()
    answer = packaged.client.post(f"/tabs/{page.tab}/say", content=json.dumps({"text": text}), headers=JSON)
    assert answer.status_code == 200
    assert page.post("say", text="/help").status_code == 200, "and so is the next one"


@pytest.mark.parametrize("path", ["/", "/page.css", "/page.js", "/icon.svg", "/nothing", "/tabs/x/events"])
def test_every_answer_has_the_policy(packaged: Running, path: str) -> None:
    policy = packaged.client.get(path).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_page_needs_no_other_server(packaged: Running) -> None:
    page = "".join(packaged.client.get(path).text for path in ("/", "/page.css", "/page.js"))
    assert re.findall(r"\w+://[^\s\"'`]*|(?:src|href)=\"//", page) == []
    assert "innerHTML" not in page
    assert "style=" not in page


def test_a_save_asks_again_and_a_faulty_one_is_told_with_its_line(preview: Running, folder: Path) -> None:
    page, faq = preview.page(), folder / "faq.yaml"
    assert BY_THE_HOTEL in text_of(page.says(TOWELS)["messages"][-1])
    with page.events() as events:
        edit(faq, BY_THE_HOTEL, BY_THE_INN)
        change = next(view["change"] for name, view in events if name == "chat" and view["change"])
        assert BY_THE_HOTEL in text_of(change["old"][0])
        assert BY_THE_INN in text_of(change["new"][0])
        assert [run["text"] for run in change["old"][0]["runs"] if run["changed"]] == ["hotel."]
        assert [run["text"] for run in change["new"][0]["runs"] if run["changed"]] == ["inn."]

        edit(faq, "answer:", "awnser:")
        refused = next(view for name, view in events if name == "knowledge" and view["refused"])
        line = faq.read_text(encoding="utf-8").partition("awnser")[0].count("\n") + 1
        problem = next(one for one in refused["problems"] if "awnser" in one["message"])
        assert (problem["file"], problem["line"], problem["column"]) == (str(faq), line, 5)
        assert "answer" in problem["message"]
        assert refused["tried"]["state"] == "held"
        assert BY_THE_INN in text_of(page.says(TOWELS)["messages"][-1])

        edit(faq, "awnser:", "answer:")
        mended = next(view for name, view in events if name == "knowledge" and not view["refused"])
        assert mended["problems"] == []


def test_a_folder_with_mistakes_is_told_at_once(folder: Path, kept: Path) -> None:
    edit(folder / "faq.yaml", "answer:", "awnser:")
    done = program("preview", "--port", "0", "--knowledge", str(folder), WEGO_CACHE_DIR=str(kept))
    assert done.returncode == 1
    assert f"{folder / 'faq.yaml'}:8:5: " in done.stderr


def test_a_port_in_use_is_told_with_what_to_do(folder: Path, kept: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = program("preview", "--port", port, "--knowledge", str(folder), WEGO_CACHE_DIR=str(kept))
    assert done.returncode == 2
    assert port in done.stderr
    assert "--port 0" in done.stderr


@pytest.mark.parametrize(
    ("options", "says"), [(["--port", "70000"], "0 to 65535"), (["--host", "no.such.invalid"], "no address")]
)
def test_an_address_that_cannot_be_is_told(folder: Path, kept: Path, options: list[str], says: str) -> None:
    done = program("preview", "--knowledge", str(folder), *options, WEGO_CACHE_DIR=str(kept))
    assert done.returncode == 2
    assert says in done.stderr


def test_listening_to_others_is_said_aloud_and_names_are_still_refused(folder: Path, kept: Path) -> None:
    with previewing(folder, kept, "--host", "0.0.0.0") as running:
        assert running.process.stdout is not None
        assert "Other machines can reach it" in running.process.stdout.readline()
        for host, status in (("192.168.0.7:80", 200), ("evil.example", 403)):
            assert running.client.get("/", headers={"host": host}).status_code == status


def test_what_is_in_the_files_is_only_text(folder: Path, kept: Path) -> None:
    (folder / "faq.yaml").write_text(FAQ.replace("Towels are provided by the hotel.", NASTY), encoding="utf-8")
    with previewing(folder, kept) as running:
        runs = running.page().says(TOWELS)["messages"][-1]["runs"]
        assert "".join(run["text"] for run in runs) == NASTY
        assert [run["link"] for run in runs if run["link"]] == ["https://example.org/x"]
        assert not any(run["bold"] for run in runs)


def test_the_page_that_was_used_longest_ago_is_forgotten(packaged: Running) -> None:
    first, second = packaged.page(), packaged.page()
    for _ in range(MOST - 2):
        packaged.page()
    assert first.post("say", text=TOWELS).status_code == 200
    packaged.page()
    assert first.post("say", text=TOWELS).status_code == 200
    assert second.post("say", text=TOWELS).status_code == 410
