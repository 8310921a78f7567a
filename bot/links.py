"""Trying links: whether the pages that the knowledge sends people to are there.

Each link is asked for once, with HEAD, and with GET where a server does not like that; nothing of the page is read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import aiohttp

from bot.knowledge.links import WrittenLink
from bot.knowledge.problems import Problem

SECONDS = 10.0
"""So long one request may take, redirects included."""
AT_ONCE = 8
"""Links that are tried at the same time ..."""
A_HOST = 2
"""... and of one host."""
MOST_REDIRECTS = 10

_PERMANENT = (301, 308)
_HEADERS = {"User-Agent": "wego-bot (tries the links of its knowledge)", "Accept": "*/*"}
_STATUS = {
    401: "wants a password; link to a page that everybody may see",
    403: "lets no program in; open it in a browser, and correct the link if it fails there too",
    404: "has no such page; correct the link or remove it",
    410: "has removed the page; correct the link or remove it",
    429: "asks for patience; try again later",
}

Progress = Callable[[int, int], None]
"""Told how many links of how many are tried."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one link."""

    fault: str = ""
    """What is wrong and what to do, in words; empty where the page is there."""
    moved: str = ""
    """Where the page has moved for good; empty where it has not."""


def try_links(
    written: Sequence[WrittenLink], *, seconds: float = SECONDS, progress: Progress | None = None
) -> list[Problem]:
    """A warning for each place of a link that fails or has moved, in the order of the places."""
    outcomes = asyncio.run(_try_all(dict.fromkeys(link.url for link in written), seconds, progress))
    return [
        Problem.at(link.position, f"the link {link.url} {words}", "warning")
        for link in written
        if (words := _words(outcomes[link.url]))
    ]


def _words(outcome: Outcome) -> str:
    if outcome.fault:
        return outcome.fault
    return f"has moved for good to {outcome.moved}; write that instead" if outcome.moved else ""


async def _try_all(urls: Iterable[str], seconds: float, progress: Progress | None) -> Mapping[str, Outcome]:
    waiting = list(urls)
    done = 0
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=AT_ONCE),
        timeout=aiohttp.ClientTimeout(total=None),
        headers=_HEADERS,
        cookie_jar=aiohttp.DummyCookieJar(),
    ) as session:
        hosts = {_host(url): asyncio.Semaphore(A_HOST) for url in waiting}
        whole = asyncio.Semaphore(AT_ONCE)

        async def tried(url: str) -> Outcome:
            nonlocal done
            # The time of a link runs once it is its turn, not while others of its host are tried.
            async with hosts[_host(url)], whole:
                outcome = await _try(session, url, seconds)
            done += 1
            if progress:
                progress(done, len(waiting))
            return outcome

        return dict(zip(waiting, await asyncio.gather(*map(tried, waiting)), strict=True))


async def _try(session: aiohttp.ClientSession, url: str, seconds: float) -> Outcome:
    """HEAD; where that fails in any way, GET, whose answer counts."""
    head = await _ask(session, "HEAD", url, seconds)
    return head if not head.fault else await _ask(session, "GET", url, seconds)


async def _ask(session: aiohttp.ClientSession, method: str, url: str, seconds: float) -> Outcome:
    try:
        async with (
            asyncio.timeout(seconds),
            session.request(method, url, allow_redirects=True, max_redirects=MOST_REDIRECTS) as response,
        ):
            return _outcome(response)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return Outcome(_fault(error, seconds))


def _outcome(response: aiohttp.ClientResponse) -> Outcome:
    status = response.status
    if status < 400:
        return Outcome(moved=_moved(response))
    words = _STATUS.get(status)
    if words is None:
        words = "fails; try again later" if status >= 500 else "refuses to show the page; correct the link"
    return Outcome(f"does not work: its server {words} ({status})")


def _moved(response: aiohttp.ClientResponse) -> str:
    """The last address to which one was sent for good, before any passing redirect."""
    hops = [*response.history, response]
    moved = ""
    for hop, following in pairwise(hops):
        if hop.status not in _PERMANENT:
            break
        moved = str(following.url)
    return moved


def _fault(error: Exception, seconds: float) -> str:
    """Why there was no answer, and what to do."""
    match error:
        case aiohttp.ClientConnectorCertificateError():
            reason = getattr(error.certificate_error, "verify_message", "") or "it cannot be verified"
            return f"is not safe: the certificate of {error.host} is not valid ({reason}); tell whoever runs that site"
        case aiohttp.ClientSSLError():
            return f"is not safe: {error.host} does not speak https; look whether the address is right"
        case aiohttp.ClientConnectorDNSError():
            return f"leads nowhere: there is no host {error.host!r}; look whether it is spelt right"
        case aiohttp.ClientConnectorError():
            return f"leads nowhere: nobody answers at {error.host}; try again later, else correct the link"
        case aiohttp.TooManyRedirects():
            return "leads in a circle of redirects; open it in a browser and write the address that is shown there"
        case aiohttp.InvalidURL() | ValueError():
            return "is no web address, or sends one to none; look whether it is spelt right"
        case TimeoutError():
            return f"does not answer within {seconds:g} seconds; try again later, else correct the link"
    return "does not work: the server does not answer as web servers do; open it in a browser, else remove it"


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].casefold()
