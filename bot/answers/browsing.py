"""Pages to leaf through: programmes, their editions, and what is known of an edition."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answers.composer import compose
from bot.answers.composing.page import Desk, paragraph
from bot.answers.reply import Block
from bot.answers.sentences import plain
from bot.answers.suggesting import asking
from bot.matching.asks import Ask
from bot.matching.catalogue import Held
from bot.matching.finding import Finding, Row
from bot.matching.frame import Frame
from bot.matching.senses import Kind, Sense

PAGE = 8
"""Choices on one page."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way on: the text of a button, and where it leads."""

    label: str
    to: str
    """programs, program:seoul-program, edition:seoul-program/2016, or ask:topics:seoul-program/2016."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page with its ways on."""

    blocks: tuple[Block, ...]
    choices: tuple[Choice, ...]
    program: str = ""
    """The programme that it is about, where it is about one."""


def leaf(desk: Desk, to: str) -> Leaf | None:
    """The page that a choice leads to; None for one that is not (or no longer) there, and for questions."""
    kind, _, rest = to.partition(":")
    name, _, number = rest.partition(":")
    first = int(number) if number.isdecimal() else 0
    if kind == "programs":
        return _programs(desk)
    if kind == "program" and name in desk.catalogue.programs:
        return _program(desk, name, first)
    if kind == "edition" and name in desk.catalogue.by_id:
        return _edition(desk, desk.catalogue.by_id[name])
    return None


def question(desk: Desk, to: str) -> str | None:
    """The question that a choice asks; None where it asks none."""
    kind, _, rest = to.partition(":")
    ask, _, name = rest.partition(":")
    if kind != "ask" or ask not in set(Ask):
        return None
    if name in desk.catalogue.by_id:
        subject = desk.naming.edition(desk.catalogue.by_id[name])
    elif name in desk.catalogue.programs:
        subject = desk.naming.program(name)
    else:
        subject = ""
    return asking(Ask(ask), subject, desk.sentences) or None


def about(desk: Desk, to: str) -> Frame:
    """What the question of a choice is about, for one whose words do not say it: how to apply, of a programme."""
    _, _, name = to.partition(":")[2].partition(":")
    held = desk.catalogue.by_id.get(name)
    program = held.program.id if held else name
    if program not in desk.catalogue.programs:
        return Frame()
    focus = (Sense(Kind.PROGRAM, program), *((Sense(Kind.EDITION, held.id),) if held else ()))
    return Frame(focus)


def _programs(desk: Desk) -> Leaf:
    programs = desk.catalogue.facts.programs
    choices = tuple(Choice(desk.naming.program(program.id), f"program:{program.id}") for program in programs)
    return Leaf((paragraph(desk.sentences.line("choose-program")),), choices)


def _program(desk: Desk, program: str, first: int) -> Leaf:
    about = compose(desk, Finding(Ask.ABOUT, f"{program}#about", refs=(program,)))
    held = sorted(desk.catalogue.editions_of([program]), key=Held.order, reverse=True)
    shown = held[first : first + PAGE]
    choices = [Choice(desk.naming.edition(one), f"edition:{one.id}") for one in shown]
    if first + PAGE < len(held):
        choices.append(Choice(desk.sentences.text("button-more"), f"program:{program}:{first + PAGE}"))
    choices.append(Choice(desk.sentences.text("button-apply"), f"ask:{Ask.APPLY.value}:{program}"))
    choices.append(Choice(desk.sentences.text("button-back"), "programs"))
    lead = desk.sentences.line("choose-edition" if held else "no-editions")
    return Leaf((*about.blocks, paragraph(lead)), tuple(choices), program)


def _edition(desk: Desk, held: Held) -> Leaf:
    about = compose(desk, Finding(Ask.ABOUT, f"{held.id}#about", rows=(Row(held),)))
    edition = held.edition
    known = {
        Ask.TOPICS: bool(edition.topics),
        Ask.PARTICIPANTS: bool(edition.attendance and edition.attendance.delegations),
        Ask.VISITS: bool(edition.visits),
        Ask.ORGANISERS: True,
    }
    choices = [
        Choice(desk.sentences.text(f"button-{ask.value}"), f"ask:{ask.value}:{held.id}")
        for ask, there in known.items()
        if there
    ]
    back = Choice(desk.sentences.text("button-back"), f"program:{held.program.id}")
    return Leaf(about.blocks or (paragraph(plain(desk.naming.edition(held))),), (*choices, back), held.program.id)
