"""Emergencies in other languages: each phrase, and the sentences for and against beside it."""

import pytest

from bot.understanding.red_flags.rules import KINDS, load
from tests.rows import each_row
from tests.understanding.red_flags import find, sends_999

FILE = load("languages")
RULES = FILE["rules"]
STOPS = {"ur": "۔ ", "bn": "। ", "pa": "। ", "zh": "。"}
SPOKEN = {"pl", "ro", "uk", "ru", "ar", "pa", "ur", "bn", "pt", "es", "fr", "tr", "vi", "zh", "cy"}


@each_row(
    ("text", "language", "kind"),
    [(text, rule["language"], rule["kind"]) for rule in RULES for text in (*rule["patterns"], *rule["for"])],
)
def test_a_cry_for_help_is_heard_in_its_language(text: str, language: str, kind: str) -> None:
    found = find(text)
    assert found is not None
    assert (found.language, found.sure) == (language, True)
    assert found.kind in KINDS


@each_row(
    ("text", "language"),
    [
        ("بیهوش شده", "en"),
        ("دوستم بیهوش است", "en"),
        ("برادرم بیهوش افتاده", "en"),
        ("وہ بیہوش ہے", "ur"),
        ("بے ہوش", "ur"),
        ("بچی بيهوش ہو گئی", "ur"),
    ],
)
def test_a_word_that_persian_shares_with_urdu_is_heard_and_is_no_urdu(text: str, language: str) -> None:
    found = find(text)
    assert found is not None
    assert (found.kind, found.language) == ("cannot-wake", language)


@each_row("text", [text for rule in RULES for text in rule["against"]])
def test_the_past_and_the_supposed_are_left_alone(text: str) -> None:
    assert not sends_999(text)


@each_row("language", sorted(SPOKEN))
def test_he_beats_me_and_she_wants_to_kill_me_are_heard_in_each(language: str) -> None:
    rule = next(rule for rule in RULES if rule["id"] == f"{language}-beaten")
    assert len(rule["for"]) >= 3


@pytest.mark.parametrize("text", ["他打我电话", "me pega fuerte la hierba", "меня бьёт дрожь", "me bate uma saudade"])
def test_what_only_looks_like_a_blow_is_left_alone(text: str) -> None:
    assert find(text) is None


@each_row("text", [text for rule in RULES for text in rule["for"]])
def test_capitals_and_missing_accents_change_nothing(text: str) -> None:
    assert find(text.upper()) is not None


@each_row(
    "text",
    [
        "On przedawkował w zeszłym roku, a teraz nie oddycha",
        "anul trecut a luat supradoză. acum nu respiră",
        "он был без сознания год назад, сейчас не дышит",
        "el año pasado tuvo convulsiones pero ahora no respira",
        "他去年昏迷过，现在没有呼吸",
        "پچھلے سال بے ہوش ہوا تھا۔ سانس نہیں لے رہا",
        "去年他昏迷过、没有呼吸",
        "rok temu zemdlał; nie oddycha",
        "hier il a fait une overdose: il ne respire plus",
        "wczoraj wziął coś i nie oddycha",
        "ieri a luat ceva și nu respiră",
        "вчера выпил что-то и не дышит",
        "вчора щось випив і не дихає",
        "ontem tomou algo e não respira",
        "ayer tomó algo y no respira",
        "hier il a pris un truc et il ne respire plus",
        "dün bir şey içti ve nefes almıyor",
        "hôm qua uống gì đó và không thở",
        "昨天吃了东西然后没有呼吸",
        "ddoe cymerodd rywbeth ac dyw e ddim yn anadlu",
        "أمس أخذ شيء ولا يتنفس",
        "پچھلے سال ٹھیک تھا اور سانس نہیں لے رہا",
        "গত বছর ভালো ছিল আর শ্বাস নিচ্ছে না",
        "ਪਿਛਲੇ ਸਾਲ ਠੀਕ ਸੀ ਤੇ ਸਾਹ ਨਹੀਂ ਲੈ ਰਿਹਾ",
        "ya nefes almıyor",
        "kal se theek nahi, saans nahi le raha",
    ],
)
def test_the_past_quietens_its_own_clause_only(text: str) -> None:
    found = find(text)
    assert found is not None
    assert found.kind == "not-breathing"


@each_row("language", sorted(SPOKEN))
def test_what_is_past_or_supposed_quietens_its_own_sentence_only(language: str) -> None:
    words = FILE["languages"][language]
    stop = STOPS.get(language, ". ")
    calm = [*words["quiet"], *words["supposed"]]
    live = [text for rule in RULES if rule["language"] == language for text in rule["for"]]
    said = [stop.join(pair) for one in calm for text in live for pair in ((one, text), (text, one))]
    assert not [text for text in said if not sends_999(text)]


@pytest.mark.parametrize(
    "text",
    [
        "co jeśli ktoś wypije i nie oddycha",
        "что делать если человек выпил и не дышит",
        "et si quelqu'un boit et ne respire plus",
        "wczoraj wziął coś i zemdlał",
        "el año pasado bebió y se desmayó",
        "geçen yıl içti ve bayıldı",
    ],
)
def test_and_carries_on_what_is_supposed_or_over(text: str) -> None:
    assert not sends_999(text)


@pytest.mark.parametrize(
    ("text", "kind", "language"),
    [
        ("karetka szybko, he's not breathing", "not-breathing", "pl"),
        ("he's not breathing, ratunku", "not-breathing", "pl"),
        ("nie oddycha, need an ambulance now", "not-breathing", "pl"),
    ],
)
def test_of_two_languages_the_graver_sign_counts(text: str, kind: str, language: str) -> None:
    found = find(text)
    assert found is not None
    assert (found.kind, found.sure, found.language) == (kind, True, language)


def test_of_two_signs_in_one_language_the_graver_decides_the_steps() -> None:
    found = find("Mój kolega nie oddycha, wziął za dużo heroiny")
    assert found is not None
    assert found.kind == "not-breathing"


def test_every_language_has_the_signs_that_matter_most() -> None:
    assert set(FILE["languages"]) == SPOKEN
    for language in SPOKEN:
        kinds = {rule["kind"] for rule in RULES if rule["language"] == language}
        assert kinds >= {"not-breathing", "cannot-wake", "fit", "attacked", "unknown"}
        assert kinds & {"overdose", "swallowed"}
