"""Which language a message is written in, where that is plain enough to answer in it."""

from __future__ import annotations

from functools import cache

from lingua import IsoCode639_1, Language, LanguageDetector, LanguageDetectorBuilder

from bot.understanding.red_flags.rules import known_words, load

ENGLISH = "en"
# On data/nlu: above it, of some 8,000 English messages four were taken for another language before the check for
# English words, none after it; of the foreign ones three in five are still seen as what they are.
PLAIN = 0.9
STILL_ENGLISH = 0.02
FEWEST_WORDS = 3
MOST_ENGLISH_WORDS = 0.4


def language_of(text: str) -> str:
    """The ISO 639-1 code of one of the languages that the red flags know, or `en` where in doubt."""
    words = text.lower().split()
    if not words or (text.isascii() and len(words) < FEWEST_WORDS) or _mostly_english(words):
        return ENGLISH
    chances = {row.language: row.value for row in _detector().compute_language_confidence_values(text)}
    if not chances:
        return ENGLISH
    best = max(chances, key=lambda language: chances[language])
    if chances[best] < PLAIN or chances[Language.ENGLISH] > STILL_ENGLISH:
        return ENGLISH
    return best.iso_code_639_1.name.lower()


def _mostly_english(words: list[str]) -> bool:
    known = sum(word.strip(".,!?") in _english() for word in words)
    return known > MOST_ENGLISH_WORDS * len(words)


@cache
def _english() -> frozenset[str]:
    return known_words()


@cache
def _detector() -> LanguageDetector:
    # Its low-accuracy mode reads three letters at a time only: 40 MB and 50 ms to load instead of some hundred MB.
    codes = [IsoCode639_1.from_str(code.upper()) for code in (ENGLISH, *load("languages")["languages"])]
    return (
        LanguageDetectorBuilder.from_iso_codes_639_1(*codes)
        .with_low_accuracy_mode()
        .with_preloaded_language_models()
        .build()
    )
