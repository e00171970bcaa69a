"""What people text one after the other, and what has to stand in each answer; for each gateway the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Turn:
    """`begins` and `ends` are of the first text of the answer and of the last, `lacks` stands in none of them."""

    says: str
    begins: str = ""
    ends: str = ""
    lacks: str = "\n\n"

    def misses(self, texts: Sequence[str]) -> bool:
        """Whether the answer is not as it has to be."""
        return not texts or not (
            texts[0].startswith(self.begins) and texts[-1].endswith(self.ends) and self.lacks not in "\n".join(texts)
        )


NOT_BREATHING = Turn("she is not breathing", "Call 999 now.")
STOP = "OK. We never text first"
COST = "What a text to me costs depends on your phone plan."

CONVERSATIONS = {
    "despair": [
        Turn("i want to die", "Here is who can help."),
        Turn("MORE", "I have no more to say on that.", "If you cannot go on: Samaritans, 116 123.", "FRANK"),
        Turn("stop", STOP),
        Turn("menu", "Okay, we start again."),
    ],
    "an emergency": [
        NOT_BREATHING,
        Turn("MORE", "Call 999", lacks="FRANK"),
        Turn("HELP", "Call 999", lacks="FRANK"),
        Turn("STOP", "Call 999 now, if nobody has.", lacks="FRANK"),
    ],
    "somebody who is watched": [
        Turn("my boyfriend hits me", "Here is who can help."),
        Turn("STOP", STOP, "You can text here again at any time.", "FRANK"),
        Turn("wrong number", "This is Signpost, a computer.", "You can text here again at any time.", "Abuse"),
    ],
    "a cry": [Turn("they r at the door", "Call 999"), Turn("basta", "Call 999"), Turn("they coming in", "Call 999")],
    "what it costs": [
        Turn("does it cost anything to text this number", COST, "FRANK, about drugs: 0300 123 6600."),
        Turn("do texts cost", COST),
    ],
    "free": [Turn("is this free to text", COST)],
    "stop in Polish": [Turn("przestań", STOP), Turn("my mate wont wake up", "Call 999 now.")],
    "stop in Arabic": [Turn("قف", STOP), Turn("hello", "Hello. I am a computer.")],
    "stop in Punjabi": [Turn("ਬੰਦ", STOP)],
    "stop in Spanish": [Turn("detener", STOP)],
    "no thanks in Romanian": [
        Turn("bună", "Hello. I am a computer."),
        Turn("soțul meu bea mult și mă lovește", "Sună acum la 999."),
    ],
    "a question mark": [Turn("?", "This is Signpost, a computer.")],
    "a reaction": [Turn("hi", "Hello."), Turn("Liked “Hello. I am a computer.”", "OK. You can text me again")],
    "call me": [Turn("call me", "If someone may die, call 999 now.\nI am a computer. I can't call you")],
    "nothing known": [Turn("MORE", "I have nothing waiting for you. I forget all we said after half an hour.")],
    "other help": [Turn("i need help with coke", ends="Text MENU for other help."), Turn("topics", "Okay, we start")],
}  # fmt: skip
