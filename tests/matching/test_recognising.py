"""In which language a message is: by its script and words; where they do not tell, by what was spoken before."""

from __future__ import annotations

from functools import cache

import pytest

from bot.matching.recognising import Recogniser
from tests.running import packaged


@cache
def recogniser() -> Recogniser:
    """Over all languages that travel with the program."""
    return packaged().assistant.repertoire.recogniser


def heard(text: str, before: str | None = None, client: str | None = None) -> tuple[str, str]:
    return recogniser().heard(text, before=before, client=client)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("When was the Seoul training?", "en"),
        ("Who organised the Joint Workshop of 2018?", "en"),
        ("¿Cuándo fue el taller de 2017?", "es"),
        ("cuantos participantes hubo en el taller", "es"),
        ("Quand a eu lieu l'atelier ?", "fr"),
        ("combien de personnes ont participe", "fr"),
        ("Quais cidades participaram do workshop?", "pt"),
        ("onde foi a oficina de 2018 e quem organizou", "pt"),
        ("kapan pelatihan di Seoul diadakan", "id"),
        ("siapa saja pesertanya", "id"),
        ("Eğitim ne zaman yapıldı?", "tr"),
        ("kimler katildi ve nerede yapildi", "tr"),
        ("Hội thảo năm 2017 diễn ra ở đâu?", "vi"),
        ("bao nhieu nguoi tham gia hoi thao", "vi"),
        ("Когда был семинар?", "ru"),
        ("kogda byl seminar i kto uchastvoval", "ru"),
        ("서울 연수는 언제 열렸나요?", "ko"),
        ("Joint Workshop 2018 누가 참가했나요", "ko"),
        ("متى كانت الورشة؟", "ar"),
        ("研讨会是什么时候举办的？", "zh"),
        ("Smart City Driver什么时候推出的", "zh"),
    ],
)
@pytest.mark.parametrize("before", [None, "en"])
def test_a_question_is_heard_in_its_own_language(text: str, language: str, before: str | None) -> None:
    assert heard(text, before) == (language, "")


@pytest.mark.parametrize("text", ["Seoul", "Kampala", "Joint Workshop 2018", "Andrew Lim", "WeGO", "2017", "???"])
@pytest.mark.parametrize("before", ["ko", "es", "ar", "en"])
def test_a_name_or_figure_alone_switches_nothing(text: str, before: str) -> None:
    assert heard(text, before) == (before, "")


@pytest.mark.parametrize(
    ("text", "before", "language"),
    [("no", "es", "es"), ("no", "en", "en"), ("program", "tr", "tr"), ("ok", "fr", "fr"), ("merci", "en", "fr")],
)
def test_one_word_that_several_have_stays_with_the_conversation(text: str, before: str, language: str) -> None:
    assert heard(text, before) == (language, "")


@pytest.mark.parametrize(
    ("text", "client", "language"),
    [("Seoul", "ko", "ko"), ("Seoul", None, "en"), ("서울", None, "ko"), ("Чеджу", "en", "ru"), ("2018", "vi", "vi")],
)
def test_names_in_a_first_message(text: str, client: str | None, language: str) -> None:
    assert heard(text, client=client) == (language, "")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wann war das Seminar in Seoul und wer hat es organisiert?", "de"),
        ("Quando si è svolto il corso e quante persone hanno partecipato?", "it"),
        ("mafunzo yalifanyika lini na wapi", "sw"),
        ("सियोल प्रशिक्षण कब हुआ?", "hi"),
        ("การอบรมที่โซลจัดขึ้นเมื่อไหร่", "th"),
        ("ソウルの研修はいつでしたか", "ja"),
        ("Коли відбувся семінар і хто його організував?", "uk"),
        ("دوره آموزشی سئول چه زمانی برگزار شد؟", "fa"),
        ("Πότε έγινε η εκπαίδευση;", "el"),
    ],
)
def test_another_language_of_the_world_is_known_for_one(text: str, language: str) -> None:
    assert heard(text)[1] == language


@pytest.mark.parametrize(
    "message",
    ["2016 seoul training date pls", "email andrew pls", "ok thanks", "is samsung a partner of the seoul program"],
)
def test_short_english_is_not_taken_for_a_neighbour(message: str) -> None:
    assert recogniser().heard(message, before=None, client=None) == ("en", "")


@pytest.mark.parametrize(
    "message",
    ["kto uchastvoval v 2017", "iz kakih stran priehali v 2016", "kogda byl trening v Seule v 2014 godu"],
)
def test_russian_in_latin_letters_is_russian(message: str) -> None:
    assert recogniser().heard(message, before=None, client=None) == ("ru", "")
