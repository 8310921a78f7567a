"""Whatever can be asked of facts, on a knowledge that is made up: question -> entry and words of the reply."""

from __future__ import annotations

import pytest

from bot.answers.assistant import Assistant
from bot.matching.asks import Ask
from tests.answers.asking import ask, assert_says

RIVER, HARBOUR = "river-program", "harbour-workshop"
Row = tuple[str, str, tuple[str, ...]]

TABLE: dict[Ask, list[Row]] = {
    Ask.WHEN: [
        ("When was the River Program 2013?", f"{RIVER}/2013#when", ("8–12 April 2013",)),
        ("When was the first River Program of 2014?", f"{RIVER}/2014-1#when", ("2014 (I)", "3–6 March 2014")),
        ("When was the second River Program in 2014?", f"{RIVER}/2014-2#when", ("2014 (II)", "1–10 September 2014")),
        ("When was the workshop in Shelbyville?", f"{HARBOUR}/2017#when", ("9–12 October 2017",)),
        ("When was Ports for Everybody?", f"{HARBOUR}/2017#when", ("9–12 October 2017",)),
        ("dates of all harbour workshops", f"{HARBOUR}#when", ("9–12 October 2017", "21–25 May 2018")),
    ],
    Ask.SINCE: [
        ("Since when does the River Program exist?", f"{RIVER}#since", ("2013", "8–12 April")),
    ],
    Ask.DURATION: [
        ("How long was the River Program 2013?", f"{RIVER}/2013#duration", ("5 days",)),
        ("How long did the second River Program of 2014 take?", f"{RIVER}/2014-2#duration", ("10 days",)),
    ],
    Ask.WHERE: [
        ("Where was the Harbour Workshop 2017?", f"{HARBOUR}/2017#where", ("Shelbyville", "Harbour Board")),
        ("Where was the River Program 2013 held?", f"{RIVER}/2013#where", ("Springfield",)),
        ("In which city did the Harbour Workshop 2018 take place?", f"{HARBOUR}/2018#where", ("Ogdenville",)),
        ("Where is the River Program held?", f"{RIVER}#where", ("Springfield",)),
    ],
    Ask.ORGANISERS: [
        ("Who organised the Harbour Workshop 2017?", f"{HARBOUR}/2017#organisers", ("Lyceum", "Harbour Board")),
        ("Who are the partners of the River Program?", f"{RIVER}#organisers", ("Rivers Institute",)),
        ("Did the Harbour Board organise the Harbour Workshop 2018?", f"{HARBOUR}/2018#organisers", ("Yes.",)),
    ],
    Ask.ROLE: [
        ("What did the Monorail Company do in 2017?", f"{HARBOUR}/2017#role", ("carried the guests",)),
    ],
    Ask.COUNT_PEOPLE: [
        ("How many people took part in the Harbour Workshop 2017?", f"{HARBOUR}/2017#count-people", ("14",)),
        ("How many participants did the Harbour Workshop 2018 have?", f"{HARBOUR}/2018#count-people", ("22", "51")),
    ],
    Ask.COUNT_COUNTRIES: [
        ("How many countries came to the Harbour Workshop 2017?", f"{HARBOUR}/2017#count-countries", ("3", "Sylvania")),
    ],
    Ask.COUNT_CITIES: [
        ("How many cities took part in the Harbour Workshop 2017?", f"{HARBOUR}/2017#count-cities", ("4", "Zenda")),
    ],
    Ask.COUNT_EDITIONS: [
        ("How many editions of the River Program were there?", f"{RIVER}#count", ("3", "2014 (II)")),
        (
            "How many trainings have there been?",
            "trainings#count",
            ("5", "River Program 2013", "Harbour Workshop 2018"),
        ),
    ],
    Ask.PARTICIPANTS: [
        ("Who took part in the Harbour Workshop 2017?", f"{HARBOUR}/2017#participants", ("Brockway", "Strelsau")),
        ("Who came from Ruritania in 2017?", f"{HARBOUR}/2017#participants", ("Strelsau", "Zenda")),
        ("Were there participants from the Southlands in 2018?", f"{HARBOUR}/2018#participants", ("Ministry of Mud",)),
    ],
    Ask.RETURNING: [
        ("Which cities took part in both Harbour Workshops?", f"{HARBOUR}#returning", ("Brockway",)),
    ],
    Ask.ATTENDANCE: [
        ("Was Brockway in the Harbour Workshop 2017?", f"{HARBOUR}/2017#attendance", ("Yes", "Harbour Workshop 2018")),
        ("Was Zenda at the Harbour Workshop 2018?", f"{HARBOUR}/2017#attendance", ("No", "listed for", "2017")),
        ("Did Atlantis take part in the Harbour Workshop 2017?", f"{HARBOUR}/2017#attendance", ("No, Atlantis",)),
    ],
    Ask.TOPICS: [
        ("What were the topics of the Harbour Workshop 2017?", f"{HARBOUR}/2017#topics", ("Dredging", "Ferries")),
        ("topics of the workshop in Ogdenville", f"{HARBOUR}/2018#topics", ("Flood Gates and Tides",)),
    ],
    Ask.COVERED: [
        ("Was dredging a topic in 2017?", f"{HARBOUR}/2017#covered", ("Dredging without Noise",)),
        ("Which workshops covered flood gates?", f"{HARBOUR}/2018#covered", ("Flood Gates and Tides",)),
        ("Where were ferries a topic?", f"{HARBOUR}#covered", ("Harbour Workshop 2017", "Harbour Workshop 2018")),
        ("Was dredging covered in the Harbour Workshop 2018?", f"{HARBOUR}/2017#covered", ("No", "2017")),
    ],
    Ask.COMMON_TOPICS: [
        ("Which topics did both Harbour Workshops have?", f"{HARBOUR}#common-topics", ("Ferries at Night",)),
    ],
    Ask.VISITS: [
        ("What places were visited during the Harbour Workshop 2017?", f"{HARBOUR}/2017#visits", ("Customs House",)),
        ("What did participants of the Harbour Workshop 2018 visit?", f"{HARBOUR}/2018#visits", ("Tidal Mill",)),
        ("Which places does one visit in the River Program?", f"{RIVER}#visits", ("Old Weir",)),
    ],
    Ask.VISITED: [
        ("Was the Customs House visited?", f"{HARBOUR}/2017#visited", ("Yes", "Harbour Workshop 2017")),
        ("When was the Tidal Mill visited?", f"{HARBOUR}/2018#visited", ("21–25 May 2018",)),
        ("Did the Harbour Workshop 2018 visit the Crane Yard?", f"{HARBOUR}/2017#visited", ("No.", "2017")),
    ],
    Ask.FORMAT: [
        ("What does the River Program consist of?", f"{RIVER}#format", ("lectures on water", "boat trips")),
        ("Are there lectures in the River Program?", f"{RIVER}#format", ("Yes.",)),
        ("What is the format of the trainings?", "trainings#format", ("lectures and a boat trip",)),
    ],
    Ask.CONTACT: [
        ("Whom can I contact?", "contacts", ("marge@example.org", "ned@example.org")),
        ("Whom can I contact about the River Program?", "contacts", ("ned@example.org",)),
        ("What is the email of Marge Bouvier?", "marge#contact", ("marge@example.org",)),
    ],
    Ask.PERSON: [("Who is Rudolf Rassendyll?", "rudolf#person", ("keeper of the bridges", "Zenda"))],
    Ask.APPLY: [
        ("How can I apply for the River Program?", f"{RIVER}#apply", ("made in spring", "ned@example.org")),
        ("How can I apply for the Harbour Workshop?", f"{HARBOUR}#apply", ("closed on 31 March 2018",)),
    ],
    Ask.DEADLINE: [
        ("When is the deadline for the Harbour Workshop 2018?", f"{HARBOUR}#deadline", ("31 March 2018",)),
    ],
    Ask.CALL: [("Was there a call for applications to the Harbour Workshop 2018?", f"{HARBOUR}#apply", ("31 March",))],
    Ask.TESTIMONIALS: [
        ("What did participants say?", "rudolf-2017#said", ("Rudolf Rassendyll", "honest talk about silting")),
        ("What did people from Zenda say about the workshop?", "rudolf-2017#said", ("silting",)),
    ],
    Ask.EDITIONS: [
        ("What happened in 2017?", f"{HARBOUR}/2017#editions", ("Harbour Workshop 2017", "Shelbyville")),
        ("Which was the first Harbour Workshop?", f"{HARBOUR}/2017#editions", ("first", "9–12 October 2017")),
        ("What was the latest River Program?", f"{RIVER}/2014-2#editions", ("1–10 September 2014",)),
        ("Which was the longest training?", f"{RIVER}/2014-2#editions", ("10 days",)),
        ("Which was the shortest training?", "trainings#editions", ("River Program 2014 (I)", "Harbour Workshop 2017")),
    ],
    Ask.NEXT: [
        ("When is the next River Program?", f"{RIVER}#next", ("has not said", "latest so far", "2014 (II)")),
        ("When is the next training?", "trainings#next", ("No date has been announced", "Harbour Workshop 2018")),
    ],
    Ask.PROGRAMS: [
        ("Which programmes do you offer?", "trainings#programs", ("River Program", "Harbour Workshop")),
    ],
    Ask.ABOUT: [
        ("What is the River Program?", f"{RIVER}#about", ("training on rivers",)),
        ("Tell me about the Harbour Workshop 2017", f"{HARBOUR}/2017#about", ("9–12 October", "Shelbyville", "14")),
    ],
    Ask.PURPOSE: [
        ("What is the purpose of the River Program?", f"{RIVER}#purpose", ("live with high water",)),
        ("Why does the Lyceum organise trainings?", "trainings#purpose", ("know its water",)),
    ],
    Ask.SIGNIFICANCE: [("Why was the River Program 2013 special?", f"{RIVER}/2013#significance", ("first course",))],
    Ask.TITLE: [
        ("What was the title of the Harbour Workshop 2017?", f"{HARBOUR}/2017#title", ("Ports for Everybody",))
    ],
    Ask.DIFFERENCE: [
        (
            "What is the difference between the River Program and the Harbour Workshop?",
            "trainings#difference",
            ("on rivers", "on ports"),
        ),
    ],
    Ask.OFFICES: [("Which branch offices are there?", "regional-offices#offices", ("Northern Branch Office",))],
    Ask.OFFICE_AT: [
        ("Is there a branch office in the Northlands?", "regional-offices#offices", ("Yes", "Northern Branch Office")),
        ("Is there a branch office in Elbonia?", "regional-offices#offices", ("No", "Elbonia")),
    ],
    Ask.HOSTING: [("How can a city host a branch office?", "regional-offices#hosting", ("the Board of the Lyceum",))],
    Ask.FUNCTIONS: [("What do the branch offices do?", "regional-offices#functions", ("look after the members",))],
    Ask.BENEFITS: [
        ("What does a city gain by hosting a branch office?", "regional-offices#benefits", ("seen by all sailors",)),
    ],
    Ask.SEEKING: [("Where are new branch offices wanted?", "regional-offices#seeking", ("Southlands",))],
    Ask.OFFICE_PROGRAMS: [
        ("Which courses do the branch offices teach?", "regional-offices#programs", ("swimming trainings",)),
    ],
    Ask.NEWS: [
        ("What is the Bridge Prize?", "bridge-prize-2015", ("bridge of willow", "30 November 2015")),
        ("When was the Bridge Prize given?", "bridge-prize-2015", ("30 November 2015",)),
    ],
    Ask.ENTRY: [("Do I need rubber boots?", "boots", ("Bring shoes that may get wet",))],
}


@pytest.mark.parametrize(
    ("question", "entry", "words"), [row for rows in TABLE.values() for row in rows], ids=lambda v: v if v else None
)
def test_a_question_on_facts(made_up: Assistant, question: str, entry: str, words: tuple[str, ...]) -> None:
    assert_says(ask(made_up, question), *words, entry=entry)


def test_everything_that_can_be_asked_stands_in_the_table() -> None:
    assert set(TABLE) == set(Ask)


@pytest.mark.parametrize("shout", [str.upper, str.lower, lambda q: q.replace(" ", "  "), lambda q: f"**{q}**"])
@pytest.mark.parametrize("rows", TABLE.values(), ids=[ask.value for ask in TABLE])
def test_letters_and_spaces_change_nothing(made_up: Assistant, rows: list[Row], shout: object) -> None:
    assert callable(shout)
    question, entry, words = rows[0]

    assert_says(ask(made_up, str(shout(question))), *words, entry=entry)


@pytest.mark.parametrize("rows", TABLE.values(), ids=[ask.value for ask in TABLE])
def test_every_answer_from_a_sourced_fact_names_its_source(made_up: Assistant, rows: list[Row]) -> None:
    for question, entry, _ in rows:
        if entry.startswith((f"{HARBOUR}/", f"{RIVER}/", "regional-offices", "bridge", "boots", "rudolf-")):
            assert ask(made_up, question).sources, question


OTHER_WORDINGS = [
    ("When did the Harbour Workshop 2018 take place?", f"{HARBOUR}/2018#when", ("21–25 May 2018",)),
    ("In which month was the Harbour Workshop 2017?", f"{HARBOUR}/2017#when", ("October",)),
    ("since what year has the river program been held", f"{RIVER}#since", ("2013",)),
    ("How many days did the Harbour Workshop 2018 last?", f"{HARBOUR}/2018#duration", ("5 days",)),
    ("At which venue was the Harbour Workshop 2017?", f"{HARBOUR}/2017#where", ("Harbour Board",)),
    ("Was the Rivers Institute a partner of the River Program?", f"{RIVER}#organisers", ("Yes.",)),
    ("What was the role of the Monorail Company in 2017?", f"{HARBOUR}/2017#role", ("carried the guests",)),
    ("How many countries took part in the Harbour Workshop 2018?", f"{HARBOUR}/2018#count-countries", ("Elbonia",)),
    ("How many trainings have there been?", "trainings#count", ("5", "River Program 2013", "Harbour Workshop 2018")),
    ("Which cities took part in the Harbour Workshop 2017?", f"{HARBOUR}/2017#participants", ("Muddington",)),
    ("Which countries were in the Harbour Workshop 2018?", f"{HARBOUR}/2018#participants", ("Freedonia",)),
    ("What was taught in the Harbour Workshop 2018?", f"{HARBOUR}/2018#topics", ("Flood Gates", "Lighthouses")),
    ("What did Rudolf Rassendyll say?", "rudolf-2017#said", ("silting",)),
    ("Which was the latest training?", f"{HARBOUR}/2018#editions", ("latest", "Harbour Workshop 2018")),
    ("Which was the longest Harbour Workshop?", f"{HARBOUR}/2018#editions", ("5 days",)),
    ("What is the Rivers Institute?", "rivers-institute#about", ("measures rivers",)),
    ("What was the title of the Harbour Workshop 2017?", f"{HARBOUR}/2017#title", ("Ports for Everybody",)),
]


@pytest.mark.parametrize(("question", "entry", "words"), OTHER_WORDINGS)
def test_other_wordings_get_the_same_answers(
    made_up: Assistant, question: str, entry: str, words: tuple[str, ...]
) -> None:
    assert_says(ask(made_up, question), *words, entry=entry)
