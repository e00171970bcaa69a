"""Which language a message is written in, where that is plain enough to answer in it."""

from __future__ import annotations

from functools import cache

from lingua import IsoCode639_1, Language, LanguageDetector, LanguageDetectorBuilder

from actions.replies.plan import ENGLISH
from bot.understanding.red_flags.rules import known_words, load

# Told apart from their neighbours, so that none is answered in the wrong one of those the red flags know.
_UNANSWERED = (
    "bg", "fa", "hi", "it", "de", "lt", "lv", "hu", "sq", "nl", "tl", "so", "cs", "sk", "hr", "sr", "mk", "be", "el",
    "mr", "sv", "sw",
)  # fmt: skip
# On data/nlu, of 25,539 messages: 1,510 are taken for another language, and one English one is among them.
PLAIN = 0.9
STILL_ENGLISH = 0.02
FEWEST_WORDS = 3
MOST_ENGLISH_WORDS = 0.4
# By then it is plain, and more letters take more time.
MOST_READ = 500


def language_of(text: str) -> str:
    """The ISO 639-1 code of one of the languages that the red flags know, or `en` where in doubt."""
    text = text[:MOST_READ]
    words = text.lower().split()
    if not words or (text.isascii() and len(words) < FEWEST_WORDS) or _mostly_english(words):
        return ENGLISH
    chances = {row.language: row.value for row in _detector().compute_language_confidence_values(text)}
    if not chances:
        return ENGLISH
    best = max(chances, key=lambda language: chances[language])
    if chances[best] < PLAIN or chances[Language.ENGLISH] > STILL_ENGLISH:
        return ENGLISH
    code = best.iso_code_639_1.name.lower()
    return code if code in answered() else ENGLISH


def _mostly_english(words: list[str]) -> bool:
    known = sum(word.strip(".,!?") in known_words() for word in words)
    return known > MOST_ENGLISH_WORDS * len(words)


@cache
def answered() -> frozenset[str]:
    """The languages in which there are two sentences to say."""
    return frozenset(load("languages")["languages"])


def warm_up() -> None:
    """Has the detector read what it needs for each script, half a second's work, so that no message waits for it."""
    for word in ("привет", "مرحبا", "ਸਤ", "你好", "নমস্কার", "γεια σας", "bonjour à tous"):
        _detector().compute_language_confidence_values(word)


@cache
def _detector() -> LanguageDetector:
    # Its low-accuracy mode reads three letters at a time only: 50 MB and 0.2 s to load instead of some hundred MB.
    codes = [IsoCode639_1.from_str(code.upper()) for code in (ENGLISH, *answered(), *_UNANSWERED)]
    return (
        LanguageDetectorBuilder.from_iso_codes_639_1(*codes)
        .with_low_accuracy_mode()
        .with_preloaded_language_models()
        .build()
    )
