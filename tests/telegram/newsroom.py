"""A bot whose clock and facts a test moves, and a chat of staff: it looks for what is to be announced, on demand."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from bot.announcements import drafts, previews, rounds
from bot.announcements.drafts import Approver, Held
from bot.announcements.rounds import Round
from bot.announcements.states import Draft
from bot.answers.assistant import Assistant
from bot.answers.ear import Ear
from bot.answers.repertoire import Repertoire
from bot.answers.tongue import Tongue
from bot.folder import read_knowledge
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.localising import localised
from bot.knowledge.model import Announcement, Application, Edition, Facts
from bot.matching.recognising import Recogniser
from bot.stand_in import BotApi, Group, Message, Person
from bot.storage import chats, preferences, reminders, subscriptions
from bot.storage.database import Connection, Result, Work
from bot.storage.tables import announcements, deliveries
from bot.telegram_bot.announcing import rendering
from bot.telegram_bot.announcing.approving import End, Verdict, Yes, approve
from bot.telegram_bot.announcing.news import look
from tests.telegram.group_world import GroupWorld, group_world

ZONE = "Asia/Seoul"
ABOUT = "harbour-workshop/2027"
FORM = "https://example.org/apply"
YAML = """\
countries:
  - {id: nowhere, names: {en: [Nowhere]}}
cities:
  - {id: port, names: {en: [Port]}, country: nowhere}
  - {id: bay, names: {en: [Bay]}, country: nowhere}
programs:
  - id: harbour-workshop
    names: {en: [Harbour Workshop]}
    kind: workshop
    about: {en: A workshop on harbours.}
    cities: [port]
    editions:
      - id: "2027"
        year: 2027
        start: 2027-05-10
        end: 2027-05-14
"""
LANGUAGES = ("en", "es")


@cache
def knowledge() -> Knowledge:
    """Of the small file above, with the sentences that travel with the program."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "facts.yaml").write_text(YAML, encoding="utf-8")
        return read_knowledge(Path(folder), set(LANGUAGES))


@cache
def ear(language: str) -> Ear:
    """It hears next to nothing, and is quickly made: nobody asks here."""
    pack = replace(knowledge().languages[language], language=language)
    return Ear.of_entries(pack, localised(knowledge().facts, pack), ())


@cache
def recogniser() -> Recogniser:
    """Of one language, for nobody writes here."""
    return Recogniser.build(knowledge(), ("en",))


def assistant_over(facts: Facts) -> Assistant:
    """The real thing over other facts."""
    known = replace(knowledge(), facts=facts)
    phrases = {code: known.languages[code].phrases for code in LANGUAGES}
    repertoire = Repertoire(LANGUAGES, recogniser(), phrases)
    return Assistant(repertoire, lambda code: Tongue(known, code, None, lambda _, make: ear(code)))


def window(opens: str = "2027-03-01", closes: str = "2027-03-31", link: str = FORM) -> Application:
    last = dt.datetime.combine(dt.date.fromisoformat(closes), dt.time(23, 59))
    return Application(dt.date.fromisoformat(opens), last, ZONE, link)


def held(first: str = "2027-05-10", last: str = "2027-05-14", city: str = "port", **more: object) -> Edition:
    """The edition of 2027."""
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    (base,) = knowledge().facts.programs[0].editions
    return replace(base, start=days[0], end=days[1], cities=(city,), **more)  # type: ignore[arg-type]


def facts(*editions: Edition, filed: tuple[Announcement, ...] = ()) -> Facts:
    """With these editions of the one programme."""
    base = knowledge().facts
    return replace(base, programs=(replace(base.programs[0], editions=editions),), announcements=filed)


def at(text: str) -> float:
    """Seconds since 1970 of a time where the organiser is: 2027-03-01 12:00."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp()


def labelled(message: Message) -> list[str]:
    return [one["text"] for one in message.buttons]


@dataclass
class Newsroom:
    """What the tests of proposals and reminders have at hand."""

    world: GroupWorld
    sora: Person
    ann: Person
    room: Group

    @property
    def time(self) -> float:
        return self.world.time[0]

    async def looks(self, when: str, *editions: Edition, filed: tuple[Announcement, ...] = ()) -> list[Message]:
        """What is to be seen in the chat of staff after a look at these facts."""
        self.serve(when, *editions, filed=filed)
        await look(self.world.services)
        return self.cards()

    def serve(self, when: str, *editions: Edition, filed: tuple[Announcement, ...] = ()) -> None:
        """Other facts, at a moment."""
        self.world.time[0] = at(when)
        day = dt.date.fromisoformat(when[:10])
        assistant = assistant_over(facts(*editions, filed=filed))
        self.world.services = replace(self.world.services, assistant=assistant, today=lambda: day)

    def cards(self) -> list[Message]:
        return self.world.api.sent(self.room)

    async def run(self, work: Work[Result]) -> Result:
        return await self.world.services.database.run(work)

    async def drafted(self, *states: Draft) -> list[Held]:
        """All announcements in some states, or in any, in their order."""
        found = await self.run(lambda c: drafts.latest(c, states or tuple(Draft), 1000))
        return sorted(found, key=lambda one: one.number)

    async def waiting(self) -> list[Held]:
        return await self.drafted(*drafts.OPEN)

    async def subscribe(self, *them: Person | Group, language: str = "") -> None:
        def write(connection: Connection) -> None:
            for one in them:
                kind = "private" if isinstance(one, Person) else "supergroup"
                chats.seen(connection, one.id, kind, self.time)
                subscriptions.add(connection, one.id, "", self.time)
                preferences.change(connection, one.id, self.time, language=language)

        await self.run(write)

    async def remind(self, *them: Person, language: str = "") -> None:
        def write(connection: Connection) -> None:
            for one in them:
                chats.seen(connection, one.id, "private", self.time)
                reminders.add(connection, one.id, "harbour-workshop", self.time)
                preferences.change(connection, one.id, self.time, language=language)

        await self.run(write)

    async def approve(self, number: int) -> Verdict:
        """Somebody of staff looks at it and says yes."""
        services = self.world.services
        one = await self.run(lambda c: drafts.find(c, number))
        assert one is not None
        texts = rendering.renderings(services, one.draft, one.corrects or number)
        yes = Yes(number, one.version, Approver(self.sora.id, "Sora"), self.room.id, texts)

        def write(connection: Connection) -> Verdict:
            previews.note(connection, number, one.version, "en", taken=True)
            return approve(services, connection, yes, self.time)

        return await self.run(write)

    async def discard(self, number: int) -> None:
        """Staff do not want it."""
        await self.run(lambda c: drafts.discard(c, number, self.time))

    async def sent(self, number: int) -> None:
        """As if the round had gone out to all."""

        def write(connection: Connection) -> None:
            mine = deliveries.c.announcement == number
            connection.execute(deliveries.update().where(mine).values(state="sent", messages="[1]", sent=self.time))

        await self.run(write)

    async def round(self, number: int, which: int = 0) -> Round | None:
        return await self.run(lambda c: rounds.find(c, (number, which)))

    async def planned(self, number: int, which: int = 0) -> list[int]:
        """The chats of a round but for the chat of staff."""
        d = deliveries.c
        query = deliveries.select().where(d.announcement == number, d.round == which, d.position > 0)
        rows = await self.run(lambda c: c.execute(query.order_by(d.chat)).mappings().all())
        return [row["chat"] for row in rows]

    async def facts_of(self, number: int) -> str:
        query = announcements.select().where(announcements.c.number == number)
        row = await self.run(lambda c: c.execute(query).mappings().one())
        return str(row["facts"])


@asynccontextmanager
async def newsroom(api: BotApi, folder: Path, *, staff_chat: bool = True) -> AsyncIterator[Newsroom]:
    sora, ann = (api.person(name, started=True) for name in ("Sora", "Ann"))
    room = api.group("Staff", members=[sora, ann])
    chat = room.id if staff_chat else 0
    empty = assistant_over(facts())
    async with group_world(
        api, folder, staff=[sora.id], staff_chat=chat, languages=LANGUAGES, assistant=empty
    ) as world:
        world.services = replace(world.services, zone=ZONE)
        yield Newsroom(world, sora, ann, room)


def approved(verdict: Verdict) -> bool:
    return verdict.end is End.APPROVED
