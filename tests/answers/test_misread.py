"""Questions on the packaged knowledge that were once misread, each with the entry that answers, or None for silence."""

from __future__ import annotations

import pytest

from bot.answers.assistant import Assistant
from bot.answers.reply import Outcome
from tests.answers.asking import ask, assert_says

WHEN_2018 = "When was the Joint Workshop 2018?"

ANSWERED = [
    # "held" says that it took place, not who did it
    ("Was the Joint Workshop 2018 held on Jeju Island?", "joint-workshop/2018#where"),
    ("Wasn't the Joint Workshop 2017 held in Seoul?", "joint-workshop/2017#where"),
    ("How many trainings were held in 2012?", "seoul-program#count"),
    ("Which events did WeGO hold in 2016?", "trainings#editions"),
    ("Who held the Joint Workshop 2017?", "joint-workshop/2017#organisers"),
    ("Was the Seoul Program 2016 held in Korea?", "seoul-program/2016#where"),
    ("Was the Joint Workshop in Korea?", "joint-workshop#where"),
    ("Was the Joint Workshop 2017 held in Asia?", "joint-workshop/2017#where"),
    # what there is, and how many
    ("Which training programmes are there?", "trainings#programs"),
    ("Which editions of the Seoul Program were there?", "seoul-program#editions"),
    ("How many Joint Workshops have been held?", "joint-workshop#count"),
    ("Were there 9 editions of the Seoul Program?", "seoul-program#count"),
    ("When did the Seoul Program start?", "seoul-program#since"),
    ("Is there a call for the Seoul Program?", "trainings#call"),
    # a wrong place is set right where it was, not by who did it; a wrong month by the date
    ("Confirm please that the Joint Workshop 2018 was held in Busan.", "joint-workshop/2018#where"),
    ("Which places in Nepal were represented at the Joint Workshop 2017?", "joint-workshop/2017#participants"),
    ("participants number joint workshop nov 2017", "joint-workshop/2017#count-people"),
    ("Which two persons answer questions about the workshops?", "contacts"),
    # until when it lasted is no deadline; how often is not how many
    ("2012 (II) - from when till when?", "seoul-program/2012-2#when"),
    ("Until what date did the 2016 programme on Jeju Island last?", "jeju-training-2016/2016#when"),
    ("How often are training programs organised by WeGO?", "how-often"),
    ("How often was the Seoul Program held?", "seoul-program#count"),
    # a name that only says where and what may mean another training of that place
    ("When was the Jeju training 2018?", "joint-workshop/2018#when"),
    ("When was the workshop in Seoul 2018?", "joint-workshop/2018#when"),
]


@pytest.mark.parametrize(("question", "entry"), ANSWERED)
def test_read_rightly(packaged: Assistant, question: str, entry: str) -> None:
    assert_says(ask(packaged, question), entry=entry)


CONVERSATIONS = [
    ((WHEN_2018, "What is the Seoul Program?"), "seoul-program#about"),
    (("What is the Seoul Program?", "When is the next one?"), "seoul-program#next"),
    (("Where was the Joint Workshop 2017?", "and in 2018?"), "joint-workshop/2018#where"),
    (("Who organised the Joint Workshop 2017?", "and in 2018?"), "joint-workshop/2018#organisers"),
    (("How many trainings were held in 2016?", "and in 2017?"), "trainings#count"),
    (("Who ran the Seoul Program?", "and the workshop of Nov 2017?"), "joint-workshop/2017#organisers"),
    (("Where was the Joint Workshop 2018?", "the year before?"), "joint-workshop/2017#where"),
    (("Where was the Joint Workshop 2017?", "Which webinars are there?"), "trainings#programs"),
    # a web address is no name
    ((WHEN_2018, "https://example.org/x Who organised the Jeju training 2016?"), "jeju-training-2016/2016#organisers"),
    (("When was the Joint Workshop 2017?", "which stops did they make?"), "joint-workshop/2017#visits"),
]


@pytest.mark.parametrize(("turns", "entry"), CONVERSATIONS)
def test_read_rightly_after_another_question(packaged: Assistant, turns: tuple[str, ...], entry: str) -> None:
    assert_says(ask(packaged, *turns), entry=entry)


UNANSWERED = [
    # another programme's edition of that year
    ("When was the SHRDC course 2018?",),
    ("When was the WeGO workshop 2013?",),
    ("When was the regional office training 2015?",),
    ("When was the Jeju training 2013?",),
    ("When was the Chengdu training 2013?",),
    ("When was the Seoul training 2018?",),
    ("When was the main training program 2018?",),
    # a city of participants is no place of the event
    ("When was the workshop in Kampala?",),
    # a number alone counts no editions
    ("What is 348 times 27?",),
    # names that have nothing to do with what was said before
    (WHEN_2018, "What is the Eiffel Tower?"),
    (WHEN_2018, "https://example.org"),
    (WHEN_2018, "www.example.org"),
    # one who wants to end it asks for no visits
    (WHEN_2018, "stop"),
    # whom to write to took part in nothing
    ("Who is Alexandra?", "list all participants"),
    ("Who is Alexandra?", "participants of all Seoul Programs"),
    ("topics of the Joint Workshop 2018", "what is the capital of Mongolia"),
]


@pytest.mark.parametrize("turns", UNANSWERED)
def test_not_answered_from_what_is_at_hand(packaged: Assistant, turns: tuple[str, ...]) -> None:
    assert ask(packaged, *turns).outcome is not Outcome.ANSWER


@pytest.mark.parametrize("question", ["Was the 2017 workshop in Jeju?", "Was the 2017 Joint Workshop on Jeju?"])
def test_a_whole_question_repeats_nothing(packaged: Assistant, question: str) -> None:
    reply = ask(packaged, "Which cities of Nepal were in the workshop?", question)

    assert_says(reply, "not in Jeju")
    assert "Nepal" not in reply.text


def test_where_a_subject_was_covered_is_not_asked_of_the_edition_before(packaged: Assistant) -> None:
    reply = ask(packaged, "When was the Joint Workshop 2017?", "Which workshops covered cybersecurity?")

    assert_says(reply, "Joint Workshop 2018", "Jeju training 2016", entry="trainings#covered")
    assert not reply.text.startswith("No")


@pytest.mark.parametrize("question", ["Did the workshop cover cybersecurity?", "Did it cover cybersecurity?"])
def test_whether_a_subject_was_covered_is_asked_of_the_edition_before(packaged: Assistant, question: str) -> None:
    assert ask(packaged, "When was the Joint Workshop 2017?", question).text.startswith("No")


def test_a_wrong_place_is_set_right_for_the_edition_before(packaged: Assistant) -> None:
    assert_says(ask(packaged, "When was the Joint Workshop 2017?", "was it held in Jeju?"), "not in Jeju", "2017")


def test_since_a_year_is_a_range(packaged: Assistant) -> None:
    assert_says(ask(packaged, "How many Seoul Programs were held since 2014?"), "4 editions", "2014", "2017")


INSIDE = [
    "Was the Seoul Program 2016 held in Korea?",
    "Was the Jeju training 2016 held in South Korea?",
    "Was the Joint Workshop 2017 held in Asia?",
]


@pytest.mark.parametrize("question", INSIDE)
def test_the_country_of_the_city_is_no_wrong_place(packaged: Assistant, question: str) -> None:
    assert "not in" not in ask(packaged, question).text


HALVES = [
    ("What was taught and what was visited in Joint Workshop 2017?", "2016"),
    ("How many people and how many countries took part in the Joint Workshop 2018?", "2016"),
]


@pytest.mark.parametrize(("question", "strange"), HALVES)
def test_two_questions_on_one_edition_stay_with_it(packaged: Assistant, question: str, strange: str) -> None:
    assert strange not in ask(packaged, question).text


def test_how_many_and_from_where(packaged: Assistant) -> None:
    question = "Could you tell how many people were in the Joint Workshop 2018 and a few of the places they came from?"

    assert_says(ask(packaged, question), "28", "Accra")


def test_both_of_two_questions_are_answered_and_the_contacts_named_once(packaged: Assistant) -> None:
    reply = ask(packaged, "when is the next training and how do i apply")

    assert_says(reply, "No date has been announced", "No call for applications")
    assert reply.text.count("andrew@we-gov.org") == 1


REMARK = "I work for a city. We have a lot of plans for smart parking. "
QUESTION = "When was the 2016 Seoul training?"
SURROUNDED = [
    "lorem ipsum. " * 1000 + QUESTION,
    REMARK * 15 + QUESTION,
    "I like tea. " * 30 + QUESTION,
    f"{QUESTION} " + "I like tea. " * 3000,
    "I like tea. " * 300 + QUESTION + " I like tea." * 300,
]


@pytest.mark.parametrize("message", SURROUNDED, ids=range(len(SURROUNDED)))
def test_the_question_is_found_wherever_it_stands(packaged: Assistant, message: str) -> None:
    assert_says(ask(packaged, message), entry="seoul-program/2016#when")


def test_no_sentence_of_the_bot_is_offered_as_a_question(packaged: Assistant) -> None:
    assert [offer for offer in ask(packaged, "What is the salary of Andrew Lim?").suggestions if offer[-1] != "?"] == []


def test_a_wrong_month_is_set_right_by_the_date(packaged: Assistant) -> None:
    reply = ask(packaged, "The 2013 Seoul training took place in October, I noted. Right?")

    assert_says(reply, "not in October", "23–30 June 2013")


OFFICES = [
    ("Is there a regional office for Southeast Asia?", "No, no regional office for Southeast Asia"),
    ("Is there a regional office in Vietnam?", "No, no regional office for Vietnam"),
    ("Is there a regional office in Asia?", "East Asia Regional Office"),
    ("Is there a regional office for South America?", "Latin America Regional Office"),
    ("Is there a regional office for Kazakhstan?", "Eurasia Regional Office"),
]


@pytest.mark.parametrize(("question", "says"), OFFICES)
def test_an_office_of_a_wider_part_of_the_world_does_not_serve_where_one_is_sought(
    packaged: Assistant, question: str, says: str
) -> None:
    assert_says(ask(packaged, question), says)


QUOTED = [
    'Who wrote the paper "Financing Smart City Projects"?',
    'Which professor took "Building Smart City Ecosystems" in 2017?',
]


@pytest.mark.parametrize("question", QUOTED)
def test_a_title_in_quotation_marks_is_no_question_of_its_own(packaged: Assistant, question: str) -> None:
    assert ask(packaged, question).outcome is not Outcome.ANSWER


NOT_PUBLISHED = [
    "At what time did the first COVID-19 webinar start?",
    "Which company sponsored the Seoul Program 2014?",
    "Until which day could cities apply for the Seoul Program 2014?",
    "Which regional office has never held a training?",
]


@pytest.mark.parametrize("question", NOT_PUBLISHED)
def test_what_nobody_has_said_is_not_answered_with_something_near(packaged: Assistant, question: str) -> None:
    assert ask(packaged, question).outcome is not Outcome.ANSWER


def test_both_lists_stand_beside_what_they_share(packaged: Assistant) -> None:
    reply = ask(packaged, "Topics, both workshops, 2017 and 2018, thanks")

    assert_says(reply, "In both", "Open Innovation Platform", "Cybersecurity")
