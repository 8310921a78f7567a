"""What an announcement, a reminder and a correction say in one language: a bold title, and a line for each fact.

Everything comes from typed facts. Days are named and never counted ("in 3 days"): a message may wait for somebody's
yes, or for the end of quiet hours, and is read later still.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answers import dates
from bot.answers.composing.page import Desk, bullets, paragraph
from bot.answers.events.event import Event, Kind
from bot.answers.events.sighting import Days, Place, Sighting, Term, as_held
from bot.answers.events.staleness import Part, Stale
from bot.answers.naming import Naming
from bot.answers.reply import Block, Button, Line
from bot.matching.catalogue import Held

Blocks = tuple[Block, ...]

_APPLYING = frozenset({Kind.OPENS, Kind.CLOSES_14, Kind.CLOSES_3, Kind.CLOSES_1})


def wording(event: Event, desk: Desk) -> Blocks:
    """The text of an announcement or a reminder; empty where the facts have no such programme any more."""
    said = _Said.of(event.about, event.told, desk)
    if said is None:
        return ()
    blocks: list[Block] = [paragraph(said.title(_title(event))), bullets(said.lines(event))]
    if event.kind is Kind.NEW and said.seen_title:
        blocks.append(paragraph(desk.sentences.line("title", title=said.seen_title)))
    if event.reminds:
        blocks.append(paragraph(desk.sentences.line("tells-reminder")))
    return tuple(blocks)


def correction(stale: Stale, desk: Desk) -> Blocks:
    """The text that sets an announcement right; empty where the facts have no such programme any more."""
    said = _Said.of(stale.about, stale.renewed, desk)
    if said is None:
        return ()
    title = paragraph(said.title("correction"))
    if Part.GONE in stale.parts:
        return title, paragraph(desk.sentences.line("tells-gone"))
    return title, bullets(said.corrected(stale))


def withdrawn(desk: Desk) -> Blocks:
    """What stands in place of a message that was recalled and cannot be deleted."""
    return (paragraph(desk.sentences.line("tells-withdrawn")),)


def application(event: Event, desk: Desk) -> Button | None:
    """The button that leads to the form, where the event tells of an application and the form is known."""
    term, link = event.told.term, event.told.link
    if not link:
        return None
    if term is None:
        return Button(desk.sentences.text("tells-apply"), link)
    opens, closes = (dates.day(day, desk.naming.locale) for day in (term.opens, term.closes.date()))
    if desk.today < term.opens:
        return Button(desk.sentences.text("link-opens", opens=opens, closes=closes), link)
    return Button(desk.sentences.text("link-open", opens=opens, closes=closes), link)


def deadline(held: Held, naming: Naming) -> str:
    """What the end of an edition's application window is called in a calendar."""
    return naming.sentences.text("event-deadline", subject=naming.edition(held))


def _title(event: Event) -> str:
    """The sentence that names what has happened."""
    told, was = event.told, event.was
    if event.kind in (Kind.STARTS_7, Kind.STARTS_1):
        return "starts"
    if event.kind is not Kind.CHANGED or was is None:
        return event.kind
    titles = {
        "days" if was.days else "days-known": told.days,
        "place" if was.place else "place-known": told.place,
        "window": told.term,
        "link": told.link and not told.term,
    }
    changed = [title for title, fact in titles.items() if fact]
    return changed[0] if len(changed) == 1 else "updated"


@dataclass(frozen=True, slots=True)
class _Said:
    """One edition or programme, as it is told of."""

    subject: str
    told: Sighting
    desk: Desk
    seen_title: str = ""
    """The official title, as the facts have it now."""

    @classmethod
    def of(cls, about: str, told: Sighting, desk: Desk) -> _Said | None:
        program = about.partition("/")[0]
        if program not in desk.catalogue.programs:
            return None
        held = as_held(about, told, desk.catalogue)
        if held is None:
            return cls(desk.naming.official(program), told, desk)
        known = desk.catalogue.by_id.get(about)
        title = desk.naming.title(known) if known and known.edition.title else ""
        return cls(desk.naming.edition(held), told, desk, title)

    def title(self, name: str) -> Line:
        return self.desk.sentences.line(f"event-{name}", subject=self.subject)

    def lines(self, event: Event) -> Iterator[Line]:
        """A line for each fact that is told, and below a changed one what it was."""
        told, was = self.told, event.was or Sighting()
        if told.days or (told.year and event.kind in _APPLYING | {Kind.NEW, Kind.CALL}):
            yield self._when(told.days)
            yield from self._before(self._dates(was.days))
        if self._places(told.place):
            yield self._where(told.place)
            yield from self._before(self._places(was.place))
        if told.term:
            yield self._apply(told.term, by=event.kind in _APPLYING)
            yield from self._before(self._term(was.term))
        elif told.link:
            yield self._link(told.link)
        for result in told.results:
            yield self.desk.sentences.line(f"result-{result}")

    def corrected(self, stale: Stale) -> Iterator[Line]:
        """A line for each fact that is another one now, and below it what was said."""
        now, told, sentences = self.told, stale.told, self.desk.sentences
        if Part.DAYS in stale.parts:
            yield self._when(now.days) if now.days else sentences.line("tells-no-days")
            yield from self._before(self._dates(told.days))
        if Part.PLACE in stale.parts:
            yield self._where(now.place) if self._places(now.place) else sentences.line("tells-no-place")
            yield from self._before(self._places(told.place))
        if Part.TERM in stale.parts:
            yield self._apply(now.term, by=False) if now.term else sentences.line("tells-no-window")
            yield from self._before(self._term(told.term))
        if Part.LINK in stale.parts:
            yield self._link(now.link) if now.link else sentences.line("tells-no-link")
        if Part.RESULTS in stale.parts:
            yield sentences.line("tells-no-results")

    def _when(self, days: Days | None) -> Line:
        return self.desk.sentences.line("summary-when", dates=self._dates(days) or str(self.told.year))

    def _where(self, place: Place | None) -> Line:
        return self.desk.sentences.line("summary-where", places=self._places(place))

    def _apply(self, term: Term, *, by: bool) -> Line:
        if by:
            return self.desk.sentences.line("tells-apply-by", closes=self._closes(term))
        return self.desk.sentences.line("tells-applications", term=self._term(term))

    def _link(self, link: str) -> Line:
        return self.desk.sentences.line("tells-link", link=link)

    def _before(self, before: str) -> Iterator[Line]:
        if before:
            yield self.desk.sentences.line("tells-previously", before=before)

    def _dates(self, days: Days | None) -> str:
        return self.desk.naming.forms.dates(days.first, days.last) if days else ""

    def _places(self, place: Place | None) -> str:
        """The cities and the house, as far as the facts still have them."""
        if place is None:
            return ""
        catalogue, naming = self.desk.catalogue, self.desk.naming
        cities = naming.list([naming.city(one) for one in place.cities if one in catalogue.cities])
        venue = naming.organisation(place.venue) if place.venue in catalogue.organisations else ""
        if cities and venue:
            return self.desk.sentences.text("together", first=cities, second=venue)
        return cities or venue

    def _term(self, term: Term | None) -> str:
        if term is None:
            return ""
        opens = dates.day(term.opens, self.desk.naming.locale)
        return self.desk.sentences.text("tells-term", opens=opens, closes=self._closes(term))

    def _closes(self, term: Term) -> str:
        return dates.moment(term.closes, term.zone, self.desk.naming.locale)
