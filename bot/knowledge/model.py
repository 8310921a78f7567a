"""The knowledge as the rest of the program sees it: frozen values, no behaviour beyond look-up.

The classes are plain dataclasses so that they can be kept in a compiled form and read back without any validation
library; ``validation.py`` gives them to pydantic when YAML has to be read. Every docstring under a field is shown to
staff by their editor (``wego-bot schema``). A fact that WeGO has not published is absent: None or an empty tuple.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from bot.knowledge.types import (
    Count,
    Date,
    Email,
    EntryId,
    Flag,
    Moment,
    Names,
    Ordinal,
    ReviewDate,
    Slug,
    Subject,
    Text,
    Texts,
    Time,
    Url,
    Year,
    Zone,
)

STRICT: dict[str, Any] = {"extra": "forbid", "use_attribute_docstrings": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What somebody should look at again, since it does not stay true by itself."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    review_by: ReviewDate | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link that is shown as a button."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    url: Url
    """Where it leads; https only."""
    label: Texts
    """What the button says, per language."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that facts come from, as it is named to those who ask where an answer is from."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: EntryId
    """What facts name it by below their own ``sources:``, such as the name of a file."""
    title: Texts
    date: Date | None = None
    """The day of publication, where it is known."""
    link: Url | None = None
    """Where it can be read; https only."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the world that people ask by: Africa, South Asia, the Arab countries."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: Slug
    names: Names


@dataclass(frozen=True, slots=True)
class Country:
    """A country; its id is the ISO 3166 code in lower case."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: Slug
    names: Names
    """Names, then adjectives and words for its people (Kenya, Kenyan); the first is shown."""
    regions: tuple[Slug, ...] = ()
    """The regions it lies in."""


@dataclass(frozen=True, slots=True)
class City:
    """A city, island, province or other place below a country."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: Slug
    names: Names
    country: Slug


@dataclass(frozen=True, slots=True)
class Organisation(Reviewed):
    """An organisation that organises, hosts or takes part."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: Slug
    names: Names
    about: Texts = field(default_factory=dict)
    """Who they are, as far as the sources say."""
    sources: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Person(Reviewed):
    """A person whom participants may write to or who is quoted."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: Slug
    names: Names
    """The name without Mr. or Ms.; the first is shown."""
    honorific: Texts = field(default_factory=dict)
    """Mr., Ms., Director General; put before the name."""
    role: Texts = field(default_factory=dict)
    """Office or position."""
    organisation: Slug | None = None
    city: Slug | None = None
    email: Email | None = None
    sources: tuple[Text, ...] = ()
    note: Text | None = None
    """For staff only; never shown."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that people ask for; programmes' topics carry it as a tag."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: Slug
    names: Names
    """The words people use for it; the first is shown."""


@dataclass(frozen=True, slots=True)
class TopicItem:
    """One topic of an edition, by its official title."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    title: Texts
    topics: tuple[Slug, ...] = ()
    """Tags by which people find it."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A place that participants were taken to."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    names: Names
    about: Texts = field(default_factory=dict)
    """What it is, in a few words, shown in brackets."""


@dataclass(frozen=True, slots=True)
class Activity:
    """One part of a programme's format: lectures, discussions, visits."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    title: Texts
    names: Names = field(default_factory=dict)
    """Other words people use for it."""


@dataclass(frozen=True, slots=True)
class Role:
    """What an organisation did for an edition, beyond organising it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    organisation: Slug
    did: Texts
    """A whole sentence."""


@dataclass(frozen=True, slots=True)
class Delegation:
    """Who came: a city, a named body, or only a country."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    country: Slug
    city: Slug | None = None
    names: Names = field(default_factory=dict)
    """The body's name where it is more than the city's."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who took part in an edition, and how many."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    participants: Count | None = None
    """Participants proper."""
    involved: Count | None = None
    """Everybody, speakers and staff included."""
    over: Flag = False
    """True where the number is a lower bound (over 60)."""
    makeup: Texts = field(default_factory=dict)
    """Who is counted, in words, shown behind the number."""
    countries: Count | None = None
    """In how many countries they were at home, where that is published."""
    delegations: tuple[Delegation, ...] = ()
    complete: Flag = True
    """False where the source names only some of them."""


@dataclass(frozen=True, slots=True)
class Application(Reviewed):
    """An application window; its state is computed from today."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    opens: Date
    closes: Moment
    """The last moment, in the zone below; a day alone means its end."""
    zone: Zone = "Asia/Seoul"
    link: Url | None = None
    how: Texts = field(default_factory=dict)
    requirements: tuple[Texts, ...] = ()
    contact: Slug | None = None
    """The person to ask."""


@dataclass(frozen=True, slots=True)
class Edition(Reviewed):
    """One time that a programme was held, or will be."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: Slug
    """Unique within the programme: 2016, 2012-2."""
    year: Year
    """The year in which it is held."""
    part: Ordinal | None = None
    """1 or 2 where a year has more than one."""
    title: Texts = field(default_factory=dict)
    """The official title."""
    names: Names = field(default_factory=dict)
    """Other names of just this edition."""
    start: Date | None = None
    """The first day."""
    end: Date | None = None
    """The last day."""
    cities: tuple[Slug, ...] = ()
    """Where it is held."""
    venue: Slug | None = None
    """The organisation in whose house it was held."""
    organisers: tuple[Slug, ...] = ()
    """Where they differ from the programme's."""
    partners: tuple[Slug, ...] = ()
    """Organisations that helped the organisers."""
    roles: tuple[Role, ...] = ()
    """What single organisations did."""
    about: Texts = field(default_factory=dict)
    """What is worth telling of it beside the fields here."""
    significance: Texts = field(default_factory=dict)
    """Why it mattered."""
    topics: tuple[TopicItem, ...] = ()
    """What it taught, by the official titles."""
    topics_complete: Flag = True
    """False where the source says "such as"."""
    visits: tuple[Visit, ...] = ()
    """Where the participants were taken."""
    attendance: Attendance | None = None
    """Who took part, and how many."""
    call: Texts = field(default_factory=dict)
    """What was said of the call for applications."""
    application: Application | None = None
    """When and how one applies."""
    contacts: tuple[Slug, ...] = ()
    """Whom to ask about it."""
    links: tuple[Link, ...] = ()
    """Buttons that stand below its answers."""
    clarification: Texts = field(default_factory=dict)
    """Shown with dates and places, where the sources disagree."""
    note: Text | None = None
    """For staff only; never shown. Say here where the sources disagree."""
    sources: tuple[Text, ...] = ()
    """The documents that this comes from, as sources.yaml names them."""


class Kind(StrEnum):
    """What sort of programme it is."""

    TRAINING = "training"
    WORKSHOP = "workshop"
    WEBINAR = "webinar"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Program(Reviewed):
    """A training programme with its editions."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: Slug
    kind: Kind
    names: Names
    about: Texts
    """One or two sentences that answer "what is it?"."""
    purpose: Texts = field(default_factory=dict)
    """What it is for."""
    since: Year | None = None
    """The year in which it was held first."""
    organisers: tuple[Slug, ...] = ()
    """The organisations that hold it."""
    partners: tuple[Slug, ...] = ()
    """Organisations that help them."""
    cities: tuple[Slug, ...] = ()
    """Where it is usually held."""
    format: tuple[Activity, ...] = ()
    """What its days consist of."""
    visits: tuple[Visit, ...] = ()
    """Where participants are usually taken."""
    outlook: Texts = field(default_factory=dict)
    """What WeGO says of the next one: "no information yet", "stay tuned"."""
    call: Texts = field(default_factory=dict)
    """What is said of the call for applications while none is open."""
    contacts: tuple[Slug, ...] = ()
    """Whom to ask about it."""
    application: Application | None = None
    """When and how one applies."""
    editions: tuple[Edition, ...] = ()
    """Each time that it was held, or will be."""
    note: Text | None = None
    """For staff only; never shown."""
    sources: tuple[Text, ...] = ()
    """The documents that this comes from, as sources.yaml names them."""


@dataclass(frozen=True, slots=True)
class Testimonial:
    """What somebody said, in our own words."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: Slug
    person: Slug
    program: Slug
    year: Year
    text: Texts
    """A whole sentence: what they valued."""
    on_behalf_of: Texts = field(default_factory=dict)
    names: Names = field(default_factory=dict)
    """Other people and bodies by whom one may ask for it (Barcelona City Council, Merce Mestre)."""
    sources: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """Something dated that WeGO reported: a webinar, an award, a partnership."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: Slug
    date: Date
    kind: Kind
    title: Texts
    text: Texts
    """Two or three sentences."""
    names: Names = field(default_factory=dict)
    """What people call it."""
    number: Ordinal | None = None
    """1 for the first of its series."""
    organisations: tuple[Slug, ...] = ()
    countries: tuple[Slug, ...] = ()
    regions: tuple[Slug, ...] = ()
    topics: tuple[Slug, ...] = ()
    sources: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Office(Reviewed):
    """One regional office."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: Slug
    names: Names
    regions: tuple[Slug, ...] = ()
    sources: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeNetwork(Reviewed):
    """The regional offices as a whole."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    names: Names
    about: Texts
    offices: tuple[Office, ...]
    functions: tuple[Texts, ...] = ()
    """What they do."""
    hosting: Texts = field(default_factory=dict)
    """Who may host one, and how a host is chosen."""
    benefits: Texts = field(default_factory=dict)
    """What a host gains."""
    seeking: Texts = field(default_factory=dict)
    """Where new ones are sought, and how to offer."""
    seeking_regions: tuple[Slug, ...] = ()
    programs: Texts = field(default_factory=dict)
    """What programmes they run."""
    note: Text | None = None
    sources: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry(Reviewed):
    """A free question with its answer."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: EntryId
    questions: dict[str, tuple[Text, ...]]
    """The ways in which people ask it, per language; five to thirty of them serve best."""
    answer: Texts
    """What the bot says, in a few sentences."""
    links: tuple[Link, ...] = ()
    """Buttons that stand below the answer."""
    contact: Slug | None = None
    """Whom to ask for more."""
    note: Text | None = None
    """For staff only; never shown."""
    sources: tuple[Text, ...] = ()
    """The documents that this comes from, as sources.yaml names them."""


@dataclass(frozen=True, slots=True)
class Organiser(Reviewed):
    """Whose bot this is: said in greetings, asked when nothing else is known."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    organisation: Slug
    about: Texts
    """One or two sentences on its trainings as a whole."""
    purpose: Texts = field(default_factory=dict)
    """Why it organises trainings."""
    format: Texts = field(default_factory=dict)
    """What the trainings have in common."""
    outlook: Texts = field(default_factory=dict)
    """What is said of the next training when none is announced."""
    call: Texts = field(default_factory=dict)
    """How one applies while no window is open."""
    contacts: tuple[Slug, ...] = ()
    """The people to ask about anything."""
    zone: Zone = "Asia/Seoul"
    sources: tuple[Text, ...] = ()


class Reach(StrEnum):
    """A sort of chats."""

    PRIVATE = "private"
    GROUPS = "groups"
    CHANNELS = "channels"


@dataclass(frozen=True, slots=True)
class Announcement(Reviewed):
    """What is to be sent to many chats, once staff have approved it in the chat."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: Slug
    text: Texts
    """What is sent, per language; **bold**, and an empty line begins a new paragraph. English is needed."""
    about: Subject | None = None
    """The programme (seoul-program) or edition (seoul-program/2027) that it is about."""
    programs: tuple[Slug, ...] = ()
    """For those who subscribe to one of these programmes, or to all; left out: that of `about`, else for all."""
    kinds: tuple[Reach, ...] = (Reach.PRIVATE, Reach.GROUPS, Reach.CHANNELS)
    """Which chats get it: private, groups, channels; left out: all."""
    links: tuple[Link, ...] = ()
    """Buttons that stand below it."""
    ask: Flag = True
    """Whether a button leads to the bot with a question."""
    silent: Flag = False
    """Without a sound."""
    pin: Flag = False
    """Whether it is pinned where the bot may."""
    when: Time | None = None
    """When it goes out, if staff have approved it by then (2027-01-15 09:00); left out: at once."""
    zone: Zone | None = None
    """The time zone of that; left out: the organiser's."""
    note: Text | None = None
    """For staff only; never shown."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One file of facts, or all of them merged: every section may stand in any file."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    organiser: Organiser | None = None
    regions: tuple[Region, ...] = ()
    countries: tuple[Country, ...] = ()
    cities: tuple[City, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    people: tuple[Person, ...] = ()
    topics: tuple[Topic, ...] = ()
    programs: tuple[Program, ...] = ()
    testimonials: tuple[Testimonial, ...] = ()
    news: tuple[News, ...] = ()
    offices: OfficeNetwork | None = None
    entries: tuple[Entry, ...] = ()
    sources: tuple[Source, ...] = ()
    announcements: tuple[Announcement, ...] = ()
