"""Saying yes: once, by somebody who is of staff now, to the very version that was looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from bot.announcements import drafts, planning, previews, rounds
from bot.announcements.announcement import Rendering
from bot.announcements.drafts import Approver, Held
from bot.announcements.planning import Approval
from bot.announcements.states import Draft
from bot.matching.compiling import FALLBACK
from bot.storage import chats
from bot.storage.database import Connection
from bot.telegram_bot.announcing import card, previewing, rendering
from bot.telegram_bot.announcing.menus import number_of
from bot.telegram_bot.announcing.telling import until
from bot.telegram_bot.press import Press
from bot.telegram_bot.services import Services
from bot.telegram_bot.team import Team, name_of


class End(Enum):
    """What became of somebody's yes."""

    APPROVED = auto()
    FIRST = auto()
    """One more of staff has to say yes."""
    SAME = auto()
    """The same person has said the first yes."""
    ALREADY = auto()
    """It was approved before."""
    GONE = auto()
    CHANGED = auto()
    """It is another version, or one that nobody has looked at."""
    FAULTY = auto()
    """Something stands in its way."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of it, whose yes counts, and how many chats get it."""

    end: End
    name: str = ""
    chats: int = 0


@dataclass(frozen=True, slots=True)
class Yes:
    """Somebody's yes to a version."""

    number: int
    version: str
    by: Approver
    chat: int
    """Where staff see what becomes of it."""
    texts: Mapping[str, Rendering]
    """Of that version."""


async def go_press(press: Press) -> str:
    """Say yes to what was shown: NUMBER:VERSION."""
    value, _, version = press.value.partition(":")
    services, person, number = press.services, press.query.from_user, number_of(value)
    found = await card.looked_at(services, number)
    if found is None or found.held.state is Draft.DISCARDED:
        return "outdated"
    held = found.held
    if services.staff_chat:
        await services.staff_room.refresh(services.database)  # it gets the announcement first
    texts = rendering.renderings(services, held.draft, held.corrects or number)
    yes = Yes(number, version if held.version == version else "", _approver(press), press.chat, texts)
    now = services.now()
    verdict = Verdict(End.FAULTY)
    if not found.faults or held.state is Draft.APPROVED:
        verdict = await services.database.run(lambda c: approve(services, c, yes, now))
    team = Team(services, press.chat, topic=press.topic)
    if verdict.end is not End.SAME:  # the others still need the button
        await press.close()
    await _tell(team, held, verdict, person.id)
    return ""


def _approver(press: Press) -> Approver:
    return Approver(press.person, name_of(press.query.from_user))


def approve(services: Services, connection: Connection, yes: Yes, now: float) -> Verdict:
    """All of it in one transaction, so that of two people who press at once one approves."""
    held = drafts.find(connection, yes.number)
    if held is None or held.state is Draft.DISCARDED:
        return Verdict(End.GONE)
    if held.state is Draft.APPROVED:
        made = rounds.all_of(connection, held.corrects or held.number)
        return Verdict(End.ALREADY, made[-1].approvers if made else "")
    if held.version != yes.version or not previews.of(held.previewed, held.version).approves(yes.version):
        return Verdict(End.CHANGED)
    if card.judged(services, connection, held, now).faults:
        return Verdict(End.FAULTY)
    names = [yes.by.name]
    if services.approvals > 1:
        if held.state is not Draft.SECONDED or held.seconded not in services.staff:
            return _first(connection, held, yes, now)
        if held.seconded == yes.by.person:
            return Verdict(End.SAME)
        names.insert(0, held.seconder)
    approval = Approval(", ".join(names), now, yes.chat, held.draft.due, until(held), services.staff_chat)
    return _approved(connection, held, yes, approval)


def _first(connection: Connection, held: Held, yes: Yes, now: float) -> Verdict:
    """Note the first yes; that of somebody who has left staff since counts for nothing."""
    if held.state is Draft.SECONDED:
        drafts.change(connection, held.number, held.draft, now)
    drafts.second(connection, held.number, yes.version, yes.by, now)
    return Verdict(End.FIRST, yes.by.name)


def _approved(connection: Connection, held: Held, yes: Yes, approval: Approval) -> Verdict:
    approve_it = planning.approve if held.corrects is None else planning.approve_correction
    count = approve_it(connection, held.number, yes.version, yes.texts, approval)
    return Verdict(End.CHANGED) if count is None else Verdict(End.APPROVED, approval.approvers, count)


async def _tell(team: Team, held: Held, verdict: Verdict, person: int) -> None:
    """What became of it, where it was pressed; and those who have to say the second yes."""
    services, number = team.services, held.number
    if verdict.end is End.APPROVED:
        services.announced.set()
        services.decided.set()
        await team.tell("team-go-approved", number=number, name=verdict.name)
    elif verdict.end is End.ALREADY:
        await team.tell("team-go-already", number=number, name=verdict.name)
    elif verdict.end is End.SAME:
        await team.tell("team-go-same", number=number)
    elif verdict.end is End.FIRST:
        await team.tell("team-go-first", number=number, name=verdict.name)
        await _ask_others(team, held, person)
    else:
        key = "team-go-changed" if verdict.end is End.CHANGED else "team-go-faulty"
        await team.tell(key, number=number)
    if verdict.end not in (End.FIRST, End.SAME, End.ALREADY):
        await card.show(team, number)


async def _ask_others(team: Team, held: Held, person: int) -> None:
    """Show it to those who can say the second yes: in the chat of staff, else to each of them."""
    services = team.services
    others = [services.staff_chat] if services.staff_chat else sorted(services.staff - {person})
    if not services.staff_chat:
        others = await services.database.run(lambda c: [one for one in others if _reached(c, one)])
    languages = previews.of(held.previewed, held.version).shown
    if not others:
        await team.tell("team-go-nobody")
    for chat in others:
        there = team if chat == team.chat else Team(services, chat)
        await previewing.look(there, held, sorted(languages, key=lambda code: code != FALLBACK)[:1])


def _reached(connection: Connection, person: int) -> bool:
    found = chats.find(connection, person)
    return found is not None and found.reachable
