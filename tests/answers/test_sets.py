"""Questions on sets: all but one, those of one edition and not of another, those of both, the first and the last."""

from __future__ import annotations

import pytest

from bot.answers.assistant import Assistant
from bot.answers.reply import Outcome
from tests.answers.asking import ask, assert_says


@pytest.mark.parametrize(
    ("question", "says", "never"),
    [
        ("Besides Marge Bouvier, whom can I write to?", "Ned Flanders", "Marge"),
        ("Besides Ms. Marge Bouvier, whom can I write to?", "Ned Flanders", "Marge"),
        ("Whom can I write to besides Marge Bouvier?", "Ned Flanders", "Marge"),
        ("Except for the Crane Yard, what was visited at the Harbour Workshop 2017?", "Customs House", "Crane"),
        ("At the Harbour Workshop 2017, where else did you go besides the Crane Yard?", "Customs House", "Crane"),
        ("Besides the River Program, which trainings are there?", "Harbour Workshop", "River"),
        ("Apart from the Sylvanians, who took part in the Harbour Workshop 2018?", "Springfield", "Brockway"),
        ("Which topics besides ferries did the Harbour Workshop 2018 have?", "Flood Gates", "Ferries"),
        ("Which topics besides ferries and lighthouses did the Harbour Workshop 2018 have?", "Flood Gates", "Light"),
        ("Besides lectures, what does the River Program offer?", "boat trips", "do not know"),
        ("Who organised the Harbour Workshop 2017 besides the Harbour Board?", "Lyceum", "do not know"),
    ],
)
def test_what_is_left_out_is_not_answered(made_up: Assistant, question: str, says: str, never: str) -> None:
    reply = ask(made_up, question)

    assert_says(reply, says)
    assert never not in reply.text


@pytest.mark.parametrize(
    "question",
    [
        "Besides Marge Bouvier and Ned Flanders, whom can I write to?",
        "Besides Elbonia, who came to the Harbour Workshop 2017 from the south of Borduria?",
        "What does the River Program offer besides lectures and boat trips?",
        "What does the River Program offer except lectures, visits and boat trips?",
        "Which topics besides dredging did the Harbour Workshop 2018 have?",
        "When was the Harbour Workshop 2017 besides Shelbyville?",
        "Which editions of the River Program were there besides 2013?",
        "Who organised the River Program besides the Monorail Company?",
    ],
)
def test_where_nothing_is_left_or_nothing_left_out_it_is_not_known(made_up: Assistant, question: str) -> None:
    assert ask(made_up, question).outcome is not Outcome.ANSWER


ONLY_2018 = "Took part in Harbour Workshop 2018, but not in Harbour Workshop 2017:"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Who took part in the Harbour Workshop 2018, but not in 2017?", f"{ONLY_2018} Springfield (Freedonia)"),
        ("Which cities came to the Harbour Workshop in 2018 and did not come in 2017?", f"{ONLY_2018} Springfield"),
        ("Who came to the Harbour Workshop in 2018 and was not there in 2017?", f"{ONLY_2018} Springfield"),
        ("Which Ruritanian cities came in 2017 and not in 2018?", "but not in Harbour Workshop 2018: Strelsau"),
        (
            "Which cities were at both Harbour Workshops?",
            "both Harbour Workshop 2017 and Harbour Workshop 2018: Brockway",
        ),
        ("Which countries took part in both Harbour Workshops?", "Participants of Harbour Workshop 2017 came from:"),
        ("In which city were both Harbour Workshops held?", "The places were: Harbour Workshop 2017: Shelbyville"),
    ],
)
def test_editions_are_compared_by_who_came(made_up: Assistant, question: str, says: str) -> None:
    reply = ask(made_up, question)

    assert_says(reply)
    assert says in " ".join(reply.text.replace("- ", "").split())


@pytest.mark.parametrize(
    "question",
    [
        "Which countries took part in the Harbour Workshop 2018, but not in 2017?",
        "Who took part in the Harbour Workshop 2018 although it was not held in 2017?",
        "Which trainings lasted longer than 5 days?",
        "Which trainings lasted over 5 days?",
        "Did the trainings in Elbonia begin in 2005?",
        "Who did not come to the Harbour Workshop 2018?",
        "Which Freedonian cities came in 2017 and not in 2018?",
    ],
)
def test_who_did_not_come_is_not_known(made_up: Assistant, question: str) -> None:
    assert ask(made_up, question).outcome is not Outcome.ANSWER


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        (["When were the first and the last River Program?"], ["8–12 April 2013", "1–10 September 2014"]),
        (
            ["What were the longest and the shortest River Program?"],
            ["River Program 2014 (II)", "River Program 2014 (I)"],
        ),
        (["When was the River Program 2013?", "and when was the last one?"], ["1–10 September 2014"]),
        (["When was the River Program 2013?", "and the latest one that you have?"], ["1–10 September 2014"]),
        (["When was the River Program 2013?", "how long did it last?"], ["lasted 5 days", "2013"]),
        (["When was the River Program 2013?", "and until when did it last?"], ["8–12 April 2013"]),
        (["The one of October 2017 was held in Ogdenville, right?"], ["It was not in Ogdenville", "Shelbyville"]),
    ],
)
def test_which_edition_is_picked(made_up: Assistant, turns: list[str], says: list[str]) -> None:
    assert_says(ask(made_up, *turns), *says)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("How many countries came to the Harbour Workshop 2017, was Elbonia there?", "People from 3 countries"),
        ("How many Ruritanian cities came to the Harbour Workshop 2017?", "2 cities and local bodies"),
    ],
)
def test_countries_are_counted_in_no_country(made_up: Assistant, question: str, says: str) -> None:
    assert_says(ask(made_up, question), says)


@pytest.mark.parametrize(
    "question",
    [
        "Where is the Northern Branch Office?",
        "In which city is the branch office for the Northlands?",
        "The branch office of the Northlands, which city is it in?",
    ],
)
def test_where_an_office_is_is_not_known(made_up: Assistant, question: str) -> None:
    assert ask(made_up, question).outcome is not Outcome.ANSWER


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        (["What post has the participant from Zenda?"], "keeper of the bridges"),
        (["Who gave a testimonial from Ruritania?", "and what is his position?"], "keeper of the bridges"),
        (["Did the River Program begin in 2005?"], "2013"),
    ],
)
def test_whose_words_they_were_and_since_when(made_up: Assistant, turns: list[str], says: str) -> None:
    assert_says(ask(made_up, *turns), says)


@pytest.mark.parametrize(
    "turns",
    [
        ["Who gave a testimonial from Ruritania?", "can you give me his e-mail?"],
        ["What post had the delegate from Brockway?"],
        ["When does the River Program 2031 start?"],
        ["How many people took part in the webinar?"],
        ["Who is richer, Marge Bouvier or Ned Flanders?"],
        ["the Northern Branch Office", "I need its e-mail address"],
    ],
)
def test_what_is_not_said_of_them_is_not_known(made_up: Assistant, turns: list[str]) -> None:
    assert ask(made_up, *turns).outcome is not Outcome.ANSWER


@pytest.mark.parametrize(
    "question",
    [
        "dates of the River Program from 2013 to 2014",
        "River Program 2013-2014 dates",
        "River Program 2013 \u2013 2014, the dates?",
    ],
)
def test_a_span_of_years(made_up: Assistant, question: str) -> None:
    assert_says(ask(made_up, question), "8–12 April 2013", "3–6 March 2014", "1–10 September 2014")


@pytest.mark.parametrize(
    "question", ["River Program 2012, then 2014, the dates?", "Seoul Program 2012 please 2014 dates"]
)
def test_two_years_are_no_span(packaged: Assistant, question: str) -> None:
    assert "2013" not in ask(packaged, question.replace("River", "Seoul")).text


def test_between_the_years_of_a_span_lie_others(packaged: Assistant) -> None:
    assert_says(ask(packaged, "dates of the Seoul Program from 2011 to 2014"), "2012", "23–30 June 2013")
    assert "2013" not in ask(packaged, "dates of the Seoul Program 2012 and 2014").text


def test_names_are_not_in_a_text_that_has_none(packaged: Assistant) -> None:
    assert ask(packaged, "List the names of all cities that won the WeGO Awards 2020").outcome is not Outcome.ANSWER
    assert_says(ask(packaged, "What is the name of the city selected for the Project Implementer 2020?"), "Cauayan")


def test_what_was_said_of_the_lecturers_is_told_and_who_they_were_is_not(packaged: Assistant) -> None:
    assert_says(ask(packaged, "What did Mirela Minca say about the lecturers?"), "Mirela Minca")
    assert ask(packaged, "Who were the lecturers in 2017?").outcome is not Outcome.ANSWER
