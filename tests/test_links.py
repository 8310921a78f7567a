"""Links are tried over real HTTP, against a small server on loopback with all the manners of the web."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from bot.knowledge.knowledge import Position
from bot.knowledge.links import WrittenLink
from bot.links import A_HOST, try_links

SECONDS = 0.5
"""Time limit of a request in these tests."""


@dataclass
class Web:
    """A server that answers each path in its own way, and notes what it was asked."""

    address: str = ""
    asked: list[str] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.read(65_536)).decode(errors="replace")
        method, path = head.split(" ", 2)[:2] if head.startswith(("HEAD ", "GET ")) else ("?", "/400")
        self.asked.append(f"{method} {path}")
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            writer.write(await self._answer(method, path, reader))
            await writer.drain()
        except ConnectionError:
            pass  # the asker has gone, as it may
        finally:
            self.at_once -= 1
            writer.close()

    async def _answer(self, method: str, path: str, reader: asyncio.StreamReader) -> bytes:
        match path.partition("?")[0]:
            case "/fine":
                return _reply("200 OK")
            case "/moved":
                return _reply("301 Moved Permanently", "/moved-again")
            case "/moved-again":
                return _reply("308 Permanent Redirect", "/fine")
            case "/for-now":
                return _reply("302 Found", "/moved")
            case "/circle":
                return _reply("302 Found", "/circle")
            case "/no-head":
                return _reply("405 Method Not Allowed" if method == "HEAD" else "200 OK")
            case "/to-nowhere":
                return _reply("301 Moved Permanently", "/missing")
            case "/garbage":
                return b"SSH-2.0-OpenSSH_9.2\r\n\r\n"
            case "/hangs-up":
                return b""
            case "/slow":
                await reader.read()  # until the asker goes
                return b""
            case "/busy":
                await asyncio.sleep(0.02)
                return _reply("200 OK")
            case path if path[1:].isdecimal():
                return _reply(f"{path[1:]} Whatever")
        return _reply("404 Not Found")


def _reply(status: str, location: str = "") -> bytes:
    extra = f"Location: {location}\r\n" if location else ""
    return f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n{extra}\r\n".encode()


@pytest.fixture
def web() -> Iterator[Web]:
    """The server, in a thread with a loop of its own."""
    found, ready, stop = Web(), threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()

    async def run() -> None:
        server = await asyncio.start_server(found.serve, "127.0.0.1", 0)
        found.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        ready.set()
        async with server:
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(run(),))
    thread.start()
    ready.wait()
    yield found
    loop.call_soon_threadsafe(stop.set)
    thread.join()
    loop.close()


def told(*urls: str) -> list[str]:
    """What is told of links that stand one below the other."""
    written = [WrittenLink(url, Position("faq.yaml", number, 9)) for number, url in enumerate(urls, 1)]
    problems = try_links(written, seconds=SECONDS)
    assert {problem.level for problem in problems} <= {"warning"}
    return [f"{problem.line}: {problem.message}" for problem in problems]


MANNERS = [
    ("/fine", None),
    ("/no-head", None),
    ("/for-now", None),
    ("/moved", "has moved for good to {address}/fine; write that instead"),
    ("/missing", "has no such page; correct the link or remove it (404)"),
    ("/to-nowhere", "has no such page; correct the link or remove it (404)"),
    ("/403", "lets no program in; open it in a browser"),
    ("/410", "has removed the page"),
    ("/429", "asks for patience"),
    ("/418", "refuses to show the page"),
    ("/503", "fails; try again later (503)"),
    ("/circle", "leads in a circle of redirects"),
    ("/garbage", "does not answer as web servers do"),
    ("/hangs-up", "does not answer as web servers do"),
    ("/slow", "does not answer within 0.5 seconds"),
]


@pytest.mark.parametrize(("path", "words"), MANNERS)
def test_what_comes_of_a_link(web: Web, path: str, words: str | None) -> None:
    found = told(web.address + path)

    if words is None:
        assert found == []
    else:
        (message,) = found
        assert message.startswith(f"1: the link {web.address}{path} ")
        assert words.format(address=web.address) in message


def test_one_that_head_finds_is_asked_for_once(web: Web) -> None:
    assert told(*[f"{web.address}/fine"] * 3) == []
    assert web.asked == ["HEAD /fine"]


def test_get_is_asked_where_head_fails(web: Web) -> None:
    told(f"{web.address}/no-head")

    assert web.asked == ["HEAD /no-head", "GET /no-head"]


def test_the_order_is_that_of_the_places_and_each_place_is_told(web: Web) -> None:
    slow, gone, fine = f"{web.address}/slow", f"{web.address}/missing", f"{web.address}/fine"

    found = told(slow, gone, fine, gone)

    assert [message.split(" ")[0] for message in found] == ["1:", "2:", "4:"]


def test_no_host_is_asked_for_too_much_at_once(web: Web) -> None:
    assert told(*(f"{web.address}/busy?{number}" for number in range(12))) == []
    assert web.most_at_once == A_HOST
    assert set(Counter(web.asked).values()) == {1}


def test_https_where_the_server_speaks_none(web: Web) -> None:
    (message,) = told(web.address.replace("http:", "https:") + "/fine")

    assert "is not safe: 127.0.0.1 does not speak https" in message


def test_a_port_where_nobody_listens(web: Web) -> None:
    with_nobody = asyncio.run(_free_port())

    (message,) = told(f"http://127.0.0.1:{with_nobody}/")

    assert "leads nowhere: nobody answers at 127.0.0.1" in message


async def _free_port() -> int:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = int(server.sockets[0].getsockname()[1])
    server.close()
    await server.wait_closed()
    return port


@pytest.mark.parametrize("url", ["https://", "https://exa mple.org", "http://[::1", f"https://{'a' * 70}.example"])
def test_what_is_no_address(url: str) -> None:
    (message,) = told(url)

    assert "look whether it is spelt right" in message


def test_progress_is_told_for_every_link(web: Web) -> None:
    steps: list[tuple[int, int]] = []
    written = [WrittenLink(f"{web.address}/{code}", Position("a", 1, 1)) for code in (200, 404, 500)]

    try_links(written, seconds=SECONDS, progress=lambda done, whole: steps.append((done, whole)))

    assert steps == [(1, 3), (2, 3), (3, 3)]
