"""What every handler needs, made once at the start."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from bot.answers.assistant import Assistant
from bot.answers.composing.page import Desk
from bot.answers.sentences import Sentences
from bot.live import Live
from bot.matching.compiling import FALLBACK
from bot.runtime import Service
from bot.storage.database import Database
from bot.telegram_bot.figures import Figures
from bot.telegram_bot.floods import PRESSES, TO_STAFF, TYPING, Albums, Floods
from bot.telegram_bot.group_state import GroupState
from bot.telegram_bot.health import Health
from bot.telegram_bot.offering import Offers
from bot.telegram_bot.sending import Sender
from bot.telegram_bot.staff_room import StaffRoom


@dataclass(frozen=True, slots=True)
class Services:
    """The tools of all handlers."""

    assistant: Assistant
    database: Database
    sender: Sender
    languages: tuple[str, ...]
    """Codes of the languages in which answers can be given."""
    now: Callable[[], float]
    """Seconds since 1970."""
    today: Callable[[], dt.date]
    """Where the organiser is."""
    secret: bytes
    """Key of the digests that stand for people."""
    zone: str = "UTC"
    """Of the organiser, by its name in the tz database."""
    staff: frozenset[int] = frozenset()
    """Ids of the people who may see and answer questions."""
    staff_room: StaffRoom = field(default_factory=StaffRoom)
    approvals: int = 1
    """How many of them have to say yes to an announcement."""
    refuses_groups: bool = False
    """Whether it leaves groups that it does not know, unless somebody of staff has added it."""
    live: Live | None = None
    """Which version of the knowledge this is, and what became of later ones."""
    health: Callable[[], Awaitable[Health]] | None = None
    """How the process is."""

    proposed: asyncio.Event = field(default_factory=asyncio.Event)
    """Set where somebody of staff proposes a change of the knowledge."""
    announced: asyncio.Event = field(default_factory=asyncio.Event)
    """Set where an announcement was approved, or something was decided about one."""
    learnt: asyncio.Event = field(default_factory=asyncio.Event)
    """Set where another version of the knowledge is served."""
    decided: asyncio.Event = field(default_factory=asyncio.Event)
    """Likewise, for what shows staff how it goes."""
    floods: Floods = field(default_factory=Floods)
    presses: Floods = field(default_factory=lambda: Floods(rate=PRESSES))
    typing: Floods = field(default_factory=lambda: Floods(rate=TYPING))
    to_staff: Floods = field(default_factory=lambda: Floods(rate=TO_STAFF))
    albums: Albums = field(default_factory=Albums)
    groups: GroupState = field(default_factory=GroupState)
    figures: Figures = field(default_factory=Figures)
    offers: Offers = field(init=False)
    """What the buttons under answers lead to."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "offers", Offers(self.assistant))

    @property
    def staff_chat(self) -> int:
        """Where questions for staff go; 0 where there is none."""
        return self.staff_room.chat

    @property
    def relays(self) -> bool:
        """Whether a question can be put before staff: a chat to put it in, and somebody who may answer there."""
        return bool(self.staff_chat and self.staff)

    def sentences(self, language: str | None = None) -> Sentences:
        """The bot's own sentences in a language; in English, where staff are spoken to."""
        return self.assistant.sentences(language)

    def desk(self, language: str | None = None) -> Desk:
        """The tools to compose a page with, in a language."""
        return self.assistant.desk(self.today(), language)

    def language(self, *codes: str | None) -> str:
        """The first of some codes that is a language of ours, be it by a longer code (pt-br); else English."""
        known = (self.assistant.repertoire.nearest(code) for code in codes)
        return next(filter(None, known), FALLBACK)

    def who(self, person: int) -> str:
        """What stands for a person in the questions that are kept: no id, and not to be guessed from one."""
        return hmac.new(self.secret, str(person).encode(), hashlib.sha256).hexdigest()[:24]

    def number(self, *place: int | str) -> int:
        """The number of a question that stands at a place: 53 bits, always the same, and no way back from it."""
        found = hmac.new(self.secret, repr(place).encode(errors="surrogatepass"), hashlib.sha256).digest()
        return int.from_bytes(found[:8], "big") >> 11


def over(service: Service, services: Services) -> Services:
    """The same tools over another state of the knowledge."""
    return replace(
        services,
        assistant=service.assistant,
        languages=service.languages,
        today=service.today,
        zone=service.zone,
    )
