"""Delivering: as long as this process leads, whatever is due goes out, paced, and is written down before and after."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, Protocol

from bot.announcements import claiming, ledger, recording, rounds, settling
from bot.announcements.announcement import Rendering
from bot.announcements.claiming import Claimant
from bot.announcements.feed import Feed, Turn
from bot.announcements.ledger import Claimed
from bot.announcements.outcomes import Circumstances, Decision, Outcome, decide
from bot.announcements.rounds import Key, Round
from bot.announcements.states import Kind, Stage
from bot.failure import Failure
from bot.failure import Kind as Failed
from bot.storage import chats
from bot.storage.database import Connection, Database

IN_FLIGHT: Final = 16
"""Calls under way at once, at most; the pace keeps them fewer. What is under way at a kill is uncertain."""
LOOK: Final = 1.0
"""Seconds between two looks for what is due, where nothing tells of it."""
SHORTEST: Final = 0.01
"""Seconds of a rest, at least."""
ALIVE: Final = 20.0
"""Seconds between two notes that what runs is worked on."""
DRAIN: Final = 15.0
"""Seconds in which calls that are under way may come to their end."""
PAUSE: Final = 5.0
"""Seconds after something that should not have happened."""
UNSURE: Final = 0.2
"""Seconds between two looks whether this process still leads, where that is not sure."""
TEXTS: Final = 64
"""Rounds whose texts are kept in memory, at most."""
log = logging.getLogger(__name__)


class Post(Protocol):
    """Carries out what is due in a chat; the one way to Telegram."""

    async def carry_out(self, does: Kind, claimed: Claimed, text: Rendering | None) -> Outcome:
        """One call, or a few that can be repeated; how it ended. Raises nothing for what can be expected."""

    async def moved(self, old: int, new: int) -> None:
        """A group has another id: what is known of it follows."""


class Pace(Protocol):
    """How fast messages may go out."""

    async def room(self) -> None:
        """Wait until answers leave room for one."""

    def wait_of(self, chat: int) -> float:
        """Seconds until one may be sent to a chat; 0 where it may now, and it is counted as sent."""

    def unused(self, chat: int = 0) -> None:
        """What was counted was not sent, neither at all nor, where one is named, in that chat."""

    def halt(self, chat: int, seconds: float) -> None:
        """Telegram wants no more in this chat for so long."""


class Ended(Exception):
    """The token is not valid any more: nothing can be delivered."""


@dataclass(slots=True)
class Delivery:
    """The work of one process. Its clock and its sleep are given, so that a season can be rehearsed in a minute."""

    database: Database
    post: Post
    pace: Pace
    owner: str
    """Names this process in the ledger."""
    now: Callable[[], float]
    zone: Callable[[], str]
    """Of the organiser, whose quiet hours hold where a chat names no zone."""
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    sure: Callable[[], bool] = lambda: True
    """Whether this process surely leads still."""
    news: asyncio.Event = field(default_factory=asyncio.Event)
    """Set where something was approved or decided."""
    look: float = LOOK
    """Seconds between two looks for what is due, while something runs ..."""
    nap: float = LOOK
    """... and while nothing does."""
    _feed: Feed = field(init=False)
    _texts: dict[Key, dict[str, Rendering]] = field(default_factory=dict)
    _under_way: set[asyncio.Task[None]] = field(default_factory=set)
    _looked: float = 0.0
    _due: float = float("inf")
    """When something is due next, as far as it is known."""
    _noted: float = 0.0
    _rests: bool = False
    _ended: bool = False

    def __post_init__(self) -> None:
        self._feed = Feed(self.database)

    @property
    def at_work(self) -> bool:
        """Whether a call is under way, or news came that was not heard yet."""
        return bool(self._under_way) or (self._rests and self.news.is_set())

    async def run(self) -> None:
        """For ever. Where it is cancelled, calls that are under way come to their end first. Raises Ended."""
        now = self.now()
        lost = await self.database.run(lambda connection: settling.recover(connection, now))
        if lost:
            log.warning("%s deliveries were under way when the bot ended: nobody knows whether they arrived", lost)
        try:
            while not self._ended:
                try:
                    await self._step()
                except Exception:
                    log.exception("what is due could not be dealt with; again in a moment")
                    await self.sleep(PAUSE)
            raise Ended
        finally:
            if self._under_way:
                await asyncio.wait(self._under_way, timeout=DRAIN)

    async def _step(self) -> None:
        """Hand out one turn, or wait until there may be one."""
        self.news.clear()
        await self._look()
        while len(self._under_way) >= IN_FLIGHT:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
        turn = await self._feed.take(self.now())
        if turn is None:
            await self._rest()
            return
        try:
            await self.pace.room()
            while not self.sure():
                await self.sleep(UNSURE)
        except BaseException:
            self._feed.over(turn)
            raise
        task = asyncio.create_task(self._dealt_with(turn))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _look(self) -> None:
        """Begin what is due, and note that this process is there; every now and then."""
        now = self.now()
        if self._looked <= now < min(self._looked + self.look, self._due):
            return
        self._looked = now
        if self._due <= now:
            self._due = float("inf")  # a moment that is past is none to look at again
        for one in await self.database.run(lambda c: rounds.begin_due(c, now)):
            log.warning("announcement %s was due while the bot was away: staff are asked", one.announcement)
        if not 0 <= now - self._noted < ALIVE:
            await self.database.run(lambda c: rounds.keep_alive(c, now))
            self._noted = now
        self._feed.forget()

    async def _rest(self) -> None:
        """Until there is news, or it is time to look again."""
        now = self.now()
        moment, runs = await self.database.run(lambda c: (ledger.next_moment(c, now), rounds.are_running(c)))
        longest = self.look if runs else self.nap
        self._due = now + longest if moment is None else max(moment, now + SHORTEST)
        rest = self.sleep(min(longest, self._due - now))
        waits = [asyncio.ensure_future(self.news.wait()), asyncio.ensure_future(rest)]
        self._rests = True
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._rests = False
            for one in waits:
                one.cancel()

    async def _dealt_with(self, turn: Turn) -> None:
        try:
            await self._take(turn)
        except Ended:
            self._ended = True
        except Exception:
            log.exception("a delivery could not be dealt with")
            now = self.now()
            await self.database.run(lambda c: settling.recover(c, now, turn.place))
            await self._put_off(turn, PAUSE)  # else it would be the next one again, and hold up all others
        finally:
            self._feed.over(turn)
            self.news.set()

    async def _take(self, turn: Turn) -> None:
        wait = self.pace.wait_of(turn.waiting.chat)
        if wait > 0:
            self.pace.unused()
            await self._put_off(turn, wait)
            return
        await self._deliver(turn, Claimant(self.owner, self.now(), self.zone()))

    async def _put_off(self, turn: Turn, wait: float) -> None:
        key, chat, now = turn.one.key, turn.waiting.chat, self.now()
        await self.database.run(lambda c: claiming.put_off(c, key, chat, now + wait, now))

    async def _deliver(self, turn: Turn, by: Claimant) -> None:
        one = turn.one
        claimed = await self.database.run(lambda c: claiming.claim(c, one, turn.waiting.chat, by))
        if claimed is None:
            self.pace.unused(turn.waiting.chat)
            return
        outcome = await self._carried_out(one, claimed)
        decision = await self._decided(one, claimed, outcome)
        await self.database.run(lambda c: self._written(c, one, claimed, outcome, decision))
        failure = outcome.failure
        if failure is not None and failure.kind is Failed.MOVED:
            await self.post.moved(claimed.chat, failure.moved_to)
        if failure is not None and failure.kind is Failed.TOO_MANY:
            self.pace.halt(claimed.chat, failure.wait)
        if failure is not None and failure.kind is Failed.REVOKED:
            raise Ended

    async def _carried_out(self, one: Round, claimed: Claimed) -> Outcome:
        try:
            text = await self._text(claimed) if one.kind is not Kind.PIN else None
            return await self.post.carry_out(one.kind, claimed, text)
        except Exception as error:
            log.exception("the call for a delivery failed in an unexpected way")
            return Outcome(failure=Failure(Failed.UNCERTAIN, type(error).__name__))

    async def _text(self, claimed: Claimed) -> Rendering:
        """What a chat gets; frozen, so it is looked up once."""
        key = claimed.key[0], claimed.text
        if key not in self._texts:
            if len(self._texts) >= TEXTS:
                self._texts.clear()
            self._texts[key] = await self.database.run(lambda c: rounds.texts_of(c, key))
        texts = self._texts[key]
        return texts.get(claimed.language) or texts["en"]

    async def _decided(self, one: Round, claimed: Claimed, outcome: Outcome) -> Decision:
        about = Circumstances(one.kind, claimed.attempt, one.expires - self.now())
        decision = decide(outcome, about)
        if not decision.stops and not claimed.may_use_general:
            return decision
        proven = await self.database.run(lambda c: claimed.language in ledger.proven(c, one))
        return decide(
            outcome,
            Circumstances(one.kind, claimed.attempt, one.expires - self.now(), proven, claimed.may_use_general),
        )

    def _written(
        self, connection: Connection, one: Round, claimed: Claimed, outcome: Outcome, decision: Decision
    ) -> None:
        now = self.now()
        recording.record(connection, claimed, outcome, decision, now)
        if decision.closes_chat:
            chats.unreachable(connection, claimed.chat, decision.told)
        if decision.stops:
            rounds.move(connection, one.key, Stage.STOPPED, now, reason=decision.told)
