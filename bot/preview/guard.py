"""Who may ask the preview: no page of another site, by whatever name it calls this machine.

A page from elsewhere can reach a server on this machine: by its address, as another origin, or by a name of its own
that it lets point here (DNS rebinding). The first is known by what browsers say of a request, the second by its name.
"""

from __future__ import annotations

import ipaddress

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL = "localhost"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address or name."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == LOCAL


class Guard:
    """Refuses what comes from elsewhere, and puts the policy on every answer."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        """``host`` is where the server listens."""
        self._app, self._host = app, host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        fault = self._fault(headers, safe=scope["method"] in ("GET", "HEAD"))
        app = PlainTextResponse(f"{fault}\n", 403) if fault else self._app

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *HEADERS]
            await send(message)

        await app(scope, receive, dressed)

    def _fault(self, headers: Headers, *, safe: bool) -> str:
        """Why a request is refused; nothing where it is not."""
        host = headers.get("host", "")
        if not self._is_ours(_name(host)):
            return f"this server is not {_name(host)!r}; open the address that wego-bot preview has printed"
        site, navigates = headers.get("sec-fetch-site"), headers.get("sec-fetch-mode") == "navigate"
        if site in ("cross-site", "same-site") and not (safe and navigates):
            return "pages of other sites may not ask here"
        origin = headers.get("origin")
        if not safe and origin is not None and origin != f"http://{host}":
            return "pages of other sites may not ask here"
        return ""

    def _is_ours(self, name: str) -> bool:
        """Listening to this machine alone, its own names; else any address too, for those are not rebound."""
        if is_loopback(name) or name == self._host.casefold():
            return True
        return not is_loopback(self._host) and _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _name(host: str) -> str:
    """The Host header without its port: [::1]:80 is ::1."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].casefold().rstrip(".")
