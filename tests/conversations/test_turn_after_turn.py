"""What the actions make of a turn after another: (intent, words, entities) in, route and first service out."""

from __future__ import annotations

import pytest

from tests.conversing import Conversation, entity
from tests.rows import each_row
from tests.running import text as what_is_read

pytestmark = pytest.mark.usefixtures("actions_directory")

WONT_WAKE = ("emergency", "he wont wake up", [entity("danger", "cannot-wake")])
AT_THE_DOOR = ("emergency", "they r at the door", [entity("danger", "attacked")])
CONVERSATIONS = {
    "help for me, then where": (
        [("treatment", "i want off it", []), ("ask_where", "where is it", [])],
        ("service_info", "inclusion-havant", "Orion Centre"),
    ),
    "own use, then the age": (
        [("treatment", "i want to stop", []), ("age_young", "im 15", [entity("own_age", "15")])],
        ("treatment", "frank", "Childline"),
    ),
    "not for me but my son": (
        [("treatment", "help with ket", []), ("for_other", "its for my son", [])],
        ("family", "frank", "DrugFAM"),
    ),
    "report, but not the police": (
        [("report", "dealing next door", []), ("someone_else", "dont want police", [])],
        ("report", "crimestoppers", "0800 555 111"),
    ),
    "no phone at the kiosk": (
        [("treatment", "needles", []), ("no_phone", "no phone", [])],
        ("treatment", "inclusion-havant", "Orion Centre"),
    ),
    "an emergency stays through small talk": (
        [WONT_WAKE, ("about_bot", "what do i do", [])],
        ("emergency", "emergency-999", "roll them onto their side"),
    ),
    "not answering is no good news": (
        [WONT_WAKE, ("update_better", "shes not answering", [])],
        ("emergency", "emergency-999", "999"),
    ),
    "awake again is good news": (
        [WONT_WAKE, ("update_better", "hes awake now", [])],
        ("emergency", "emergency-999", "Call 999 again"),
    ),
    "awake after too much": (
        [("emergency", "she took too much and wont calm down", [entity("danger", "overdose")])],
        ("emergency", "emergency-999", "Sit still, or get them to"),
    ),
    "too hot after too much": (
        [
            ("emergency", "she took too much mdma", [entity("danger", "overdose")]),
            ("update_worse", "shes really hot", []),
        ],
        ("emergency", "emergency-999", "Move them to a cool place"),
    ),
    "spiked, and it is the writer": (
        [("emergency", "someone spiked my drink i feel weird", [entity("danger", "spiked-now")])],
        ("emergency", "emergency-999", "if you are getting worse"),
    ),
    "nobody answers at 999": (
        [WONT_WAKE, ("refuse", "999 wont answer", [])],
        ("emergency", "emergency-999", "Cut off? Call again."),
    ),
    "a new danger goes before what else is asked": (
        [
            WONT_WAKE,
            ("emergency", "hes stopped breathing, can i give him water", [entity("danger", "not-breathing")]),
        ],
        ("emergency", "emergency-999", "push down on the middle of the chest"),
    ),
    "on probation and afraid to ring": (
        [WONT_WAKE, ("cant_talk", "i cant call im on probation", [])],
        ("emergency", "emergency-999", "not to report drug use"),
    ),
    "the ambulance is not sent away": (
        [WONT_WAKE, ("emergency", "can i cancel it", [])],
        ("emergency", "emergency-999", "Ask them that"),
    ),
    "pays nobody on our word": (
        [("safeguarding_adult", "they want 400 for his drugs", []), ("ask_cost", "do i pay", [])],
        ("safeguarding", "police-101", "I do not know that"),
    ),
    "whom to tell is theirs to choose": (
        [("treatment", "i want to stop", []), ("privacy", "do i tell my midwife", [])],
        ("treatment", "inclusion-havant", "You choose whom you tell"),
    ),
    "a child that may be taken": (
        [("treatment", "im pregnant and use", []), ("what_happens", "will they take my baby", [])],
        ("treatment", "inclusion-havant", "I do not know that"),
    ),
    "help has been called": (
        [WONT_WAKE, ("update_called", "ive called them", [])],
        ("emergency", "emergency-999", "Keep 999 on the phone"),
    ),
    "a question in an emergency is answered behind 999": (
        [WONT_WAKE, ("service_info", "number for frank", [entity("service", "frank")])],
        ("emergency", "emergency-999", "0300 123 6600"),
    ),
    "after it got better the next reply opens with 999": (
        [WONT_WAKE, ("update_better", "hes awake", []), ("service_info", "frank?", [entity("service", "frank")])],
        ("service_info", "frank", "If someone may die, call 999"),
    ),
    "after it is over a calm question is calm": (
        [WONT_WAKE, ("update_over", "he was only asleep", []), ("treatment", "where do i get a kit, naloxone", [])],
        ("treatment", "inclusion-havant", "0300 124 0103"),
    ),
    "the drink is remembered": (
        [("treatment", "two bottles a day", [entity("substance", "alcohol")]), ("treatment", "i stop tomorrow", [])],
        ("treatment", "nhs-111", "all at once"),
    ),
    "the needle is remembered": (
        [("health", "i trod on a needle", []), ("health", "it went right in", [])],
        ("advice", "nhs-111", "You can tell them that"),
    ),
    "the first one of the reply before": (
        [("safeguarding_child", "", []), ("repeat_number", "number of the second one", [])],
        ("service_info", "police-101", "101"),
    ),
    "an answer by number": (
        [("treatment", "i want off it", []), ("pick", "1", [])],
        ("service_info", "inclusion-havant", "Orion Centre"),
    ),
    "an answer by word": (
        [("report", "dealing next door", []), ("pick", "police", [])],
        ("police", "police-101", "101"),
    ),
    "a button of the reply before, pressed": (
        [("family", "my brother used", []), ("family", "/family", [])],
        ("family", "frank", "DrugFAM is there for people who lost"),
    ),
    "a button of the reply before, typed": (
        [("family", "my brother used", []), ("thanks", "I lost someone.", [])],
        ("family", "frank", "DrugFAM is there for people who lost"),
    ),
    "will they tell the police about him": (
        [("family", "my grandson takes it", []), ("ask_anonymous", "would they tell the police about him", [])],
        ("privacy", "frank", "FRANK is confidential"),
    ),
    "will the police come with the ambulance": (
        [("family", "my grandson takes it", []), ("privacy", "do police come if i ring 999", [])],
        ("privacy", "emergency-999", "Ambulance staff are there to treat"),
    ),
    "by text, in despair with no credit": (
        [("crisis", "sorted all my bills", []), ("crisis", "no credit. can i text any of them", [])],
        ("crisis", "shout", "Free, even on a mobile with no credit"),
    ),
    "by text, about weed": (
        [("treatment", "packing in weed", []), ("cant_talk", "cant be bothered with phones", [])],
        ("treatment", "frank", "82111"),
    ),
    "by text, young and used by others": (
        [("safeguarding_child", "im 14", [entity("own_age", "14")]), ("cant_talk", "cant ring", [])],
        ("safeguarding", "childline", "childline.org.uk"),
    ),
    "the bank's number again": (
        [("fraud", "they took 300", []), ("repeat_number", "no the 3 digit one", [])],
        ("service_info", "report-fraud", "159"),
    ),
    "after violence the need is answered that was open before": (
        [
            ("safeguarding_adult", "lads took over his flat", []),
            ("emergency", "they locked him in", [entity("danger", "attacked")]),
            ("update_over", "police are there now. what do we do about his flat", []),
        ],
        ("safeguarding", "police-101", "Good to hear"),
    ),
    "a question of a word or two that was not understood": (
        [("safeguarding_adult", "lads took over his flat", []), ("out_of_scope", "who do i tell about it", [])],
        ("safeguarding", "police-101", "Try this one first."),
    ),
    "a friend of the writer's age": (
        [("family", "shes 15 same as me", [entity("other_age", "15")])],
        ("family", "childline", "0800 1111"),
    ),
    "a child of 13, by a grown-up": (
        [("family", "hes 13 and vapes it", [entity("other_age", "13")])],
        ("family", "frank", "Hampshire young people"),
    ),
    "somewhere for the young": (
        [("family", "hes on it", []), ("someone_else", "anything for 15 yr olds", [])],
        ("treatment", "frank", "Hampshire young people"),
    ),
    "a grown-up who sells and wants out": (
        [("for_me", "its me", []), ("safeguarding_child", "not about a kid, im 23", [entity("own_age", "23")])],
        ("safeguarding", "police-101", "101"),
    ),
    "what to say": (
        [("treatment", "codeine", []), ("what_happens", "wot do i even say tho", [])],
        ("service_info", "inclusion-havant", "I want help with what I use"),
    ),
    "what to say to the police": (
        [("police", "my bike went", []), ("what_happens", "how do i word it", [])],
        ("service_info", "police-101", "You do not need the right words"),
    ),
    "stopping at once, whatever it is": (
        [("treatment", "can i just stop tonight", [])],
        ("treatment", "nhs-111", "all at once"),
    ),
    "pregnant": (
        [("treatment", "5 months pregnant and using", [])],
        ("treatment", "nhs-111", "Ask the NHS first"),
    ),
    "a script that is lost": (
        [("treatment", "lost me script", [])],
        ("treatment", "inclusion-havant", "NHS 111"),
    ),
    "help for oneself and needles in the alley": (
        [("treatment", "get off gear, and theres needles all over the alley", [])],
        ("treatment", "inclusion-havant", "Havant Borough Council"),
    ),
    "help to stop after needles were spoken of": (
        [("treatment", "clean needles", []), ("treatment", "how do i stop", [])],
        ("treatment", "inclusion-havant", "cut down, to stop"),
    ),
    "a question that nothing answers": (
        [("advice", "pills", []), ("advice", "can she drink wine on it", [])],
        ("advice", "frank", "I do not know that"),
    ),
    "a question about a service by its name": (
        [("family", "my son", []), ("vent", "is frank just for mums", [entity("service", "frank")])],
        ("service_info", "frank", "For anyone, at any age"),
    ),
    "somebody in hiding whose phone is dying": (
        [("emergency", "3 of them", [entity("danger", "attacked")]), ("no_phone", "phone on 4 percent", [])],
        ("emergency", "emergency-999", "Whisper where you are"),
    ),
    "steps for another are not told to who writes of themselves": (
        [("emergency", "im getting dead sleepy on my own", [entity("danger", "cannot-wake")])],
        ("emergency", "emergency-999", "Tell them what you see"),
    ),
    "who cannot get up is told no steps for another": (
        [("emergency", "i am lying on the bathroom floor and cant get up", [entity("danger", "cannot-wake")])],
        ("emergency", "emergency-999", "Tell them what you see"),
    ),
    "somebody deaf who does not wake is told the steps": (
        [("emergency", "my nan is deaf and she wont wake up", [entity("danger", "cannot-wake")])],
        ("emergency", "emergency-999", "roll them onto their side"),
    ),
    "a spray was given": (
        [("emergency", "he was blue, we gave him the spray and hes breathing now", [])],
        ("emergency", "emergency-999", "It wears off"),
    ),
    "what harms is answered though the ambulance is coming": (
        [
            ("emergency", "shes fitting", [entity("danger", "fit")]),
            ("emergency", "ambulance is 15 mins. do i put something in her mouth", [entity("danger", "fit")]),
        ],
        ("emergency", "emergency-999", "Do not put anything in their mouth"),
    ),
    "they are still on the way": (
        [
            WONT_WAKE,
            ("emergency", "ok ringing them", [entity("danger", "cannot-wake")]),
            ("emergency", "they are on the way", [entity("danger", "cannot-wake")]),
        ],
        ("emergency", "emergency-999", "until help is there"),
    ),
    "nobody else is spoken of by who lets the crew in": (
        [("emergency", "how do i get to the door to let them in, i cant stand", [entity("danger", "cannot-wake")])],
        ("emergency", "emergency-999", "Tell them what you see"),
    ),
    "a smell of gas is not better with the windows open": (
        [
            ("emergency", "there is gas in the flat", [entity("danger", "gas")]),
            ("update_better", "opened the windows and we are ok now, smell is still there", []),
        ],
        ("emergency", "emergency-999", "999"),
    ),
    "unwell again after it was better": (
        [WONT_WAKE, ("update_better", "im awake now", []), ("deny", "nah i feel proper weird now", [])],
        ("emergency", "emergency-999", "999"),
    ),
    "how to stop somebody is no wish to stop": (
        [("domestic_abuse", "he said hed burn the house down", []), ("stop", "how do i stop him texting", [])],
        ("safeguarding", "domestic-abuse-helpline", "0808"),
    ),
    "nobody is called from here, however often 999 was said": (
        [WONT_WAKE, ("emergency", "he wont wake up", []), ("ask_steps", "can you tell the police for me", [])],
        ("emergency", "emergency-999", "I cannot"),
    ),
    "no good news where somebody died": (
        [WONT_WAKE, ("update_over", "the police have turned up, an old boy died in there", [])],
        ("crisis", "samaritans", "a lot to go through"),
    ),
    "whose friend despairs is not sent to a line on drugs": (
        [("crisis", "my housemate wants to end it all", []), ("family", "i cant tell on her shes my best mate", [])],
        ("crisis", "samaritans", "Samaritans"),
    ),
    "somebody who rings and rings is not named again": (
        [("council", "sharps by the swings", []), ("ask_open", "that number just rings and rings", [])],
        ("council", "police-101", "You could try this one"),
    ),
    "who is refused without a name": (
        [("crisis", "whats the point", []), ("crisis", "did u not hear me i said not them", [])],
        ("crisis", "shout", "SHOUT"),
    ),
    "who is refused by name": (
        [
            ("crisis", "whats the point", []),
            ("crisis", "dont want to talk to samaritans", [entity("service", "samaritans", start=21)]),
        ],
        ("crisis", "shout", "SHOUT"),
    ),
    "who is refused at once still hears of danger": (
        [("crisis", "dont want to talk to samaritans", [entity("service", "samaritans", start=21)])],
        ("crisis", "samaritans", "Nobody reads this"),
    ),
    "who calls a name rang nobody": (
        [WONT_WAKE, ("emergency", "i called his name, nothing", [entity("danger", "cannot-wake")])],
        ("emergency", "emergency-999", "Call 999 if nobody has"),
    ),
    "attackers on their way are no ambulance": (
        [
            ("emergency", "3 of them", [entity("danger", "attacked")]),
            ("emergency", "theyre on their way with bats", [entity("danger", "attacked")]),
        ],
        ("emergency", "emergency-999", "Call 999 if nobody has"),
    ),
    "signs of something that has no signs here are a report": (
        [("signs", "foil on the windows, meter going round", [])],
        ("report", "crimestoppers", "101"),
    ),
    "who is threatened wants to hurt nobody": (
        [("safeguarding_adult", "lads in his flat", []), ("hurt_someone", "if i grass they'll smash my windows", [])],
        ("safeguarding", "police-101", "101"),
    ),
    "drink now, another drug before": (
        [
            ("advice", "coke in wee", [entity("substance", "cocaine")]),
            ("family", "my wife drinks 2 bottles", [entity("substance", "alcohol")]),
        ],
        ("family", "al-anon", "Al-Anon"),
    ),
    "somebody rings them": (
        [WONT_WAKE, ("emergency", "bloke from chippy ringin them, snoring stopped", [entity("danger", "cannot-wake")])],
        ("emergency", "emergency-999", "Keep 999 on the phone"),
    ),
    "nobody rings them": (
        [WONT_WAKE, ("emergency", "not called them", [entity("danger", "cannot-wake")])],
        ("emergency", "emergency-999", "Call 999 if nobody has"),
    ),
    "what must not be done": (
        [WONT_WAKE, ("ask_steps", "can we just leave him till morning", [])],
        ("emergency", "emergency-999", "Do not leave them to sleep it off"),
    ),
    "what must not be done in a fit": (
        [("emergency", "jerkin", [entity("danger", "fit")]), ("ask_steps", "put a wallet in his mouth", [])],
        ("emergency", "emergency-999", "Do not put anything in their mouth"),
    ),
    "what to give is asked of them": (
        [WONT_WAKE, ("ask_steps", "can i give him water", [])],
        ("emergency", "emergency-999", "ask before you give"),
    ),
    "in hiding, whether they are heard coming": (
        [
            ("emergency", "in the wardrobe", [entity("danger", "attacked")]),
            ("privacy", "will they come with sirens hell know it was me", []),
        ],
        ("emergency", "emergency-999", "Ask them that"),
    ),
    "on the phone to them, and afraid of trouble": (
        [WONT_WAKE, ("privacy", "on phone to 999 now, will we get nicked", [])],
        ("emergency", "emergency-999", "Stay on the phone with 999"),
    ),
    "talkin funny is not heat": (
        [("emergency", "took a load of em, talkin funny", [entity("danger", "overheating")])],
        ("emergency", "emergency-999", "Tell them what you see"),
    ),
    "naloxone, and what it costs": (
        [("advice", "what about naloxone", []), ("ask_cost", "do we get it free", [])],
        ("service_info", "inclusion-havant", "0300 124 0103"),
    ),
    "shout by its bare name": (
        [("crisis", "i cut my arms", []), ("ask_cost", "does shout cost", [])],
        ("service_info", "shout", "SHOUT"),
    ),
    "a person is wanted": (
        [("about_bot", "help", [])],
        ("about_bot", "emergency-999", "You can talk to a person here"),
    ),
    "help alone in an emergency": (
        [WONT_WAKE, ("emergency", "HELP", [])],
        ("emergency", "emergency-999", "Call 999 if nobody has"),
    ),
    "those who come in are not the police": (
        [AT_THE_DOOR, ("update_called", "they coming in", [])],
        ("emergency", "emergency-999", "Keep quiet and out of sight"),
    ),
    "he is here is no help that came": (
        [("emergency", "he said hes coming back", []), ("update_better", "hes here", [])],
        ("emergency", "emergency-999", "Call 999"),
    ),
    "a reminder is wanted": (
        [("out_of_scope", "can you text me tomorrow", [])],
        ("about_bot", "emergency-999", "I cannot call you"),
    ),
    "the police come": (
        [AT_THE_DOOR, ("update_called", "police are coming", [])],
        ("emergency", "emergency-999", "Keep 999 on the phone"),
    ),
    "a call back is wanted": (
        [("nlu_fallback", "call me back pls", [])],
        ("about_bot", "emergency-999", "I cannot call you"),
    ),
    "a number to call back is given": (
        [("repeat_number", "my number is 07700 900123", [])],
        ("about_bot", "emergency-999", "I cannot call you"),
    ),
    "whether it is reported now": (
        [("report", "dealing next door", []), ("about_bot", "ok so is that reported now", [])],
        ("about_bot", "emergency-999", "send help or pass this on"),
    ),
    "a number of which nothing is known": (
        [("repeat_number", "what was that number again", [])],
        ("fallback", None, "I do not know which number you mean"),
    ),
    "a text to 999 after being told of it": (
        [("service_info", "im deaf", []), ("service_info", "can i text 999", [])],
        ("service_info", "emergency-999", "only if you signed up before"),
    ),
    "signs alone": (
        [("out_of_scope", "\N{PILL}", [])],
        ("fallback", None, "I did not understand that"),
    ),
    "the act after the thought": (
        [("crisis", "i want to die", []), ("thanks", "done it", [])],
        ("emergency", "emergency-999", "Call 999 now"),
    ),
    "he is coming up": (
        [("domestic_abuse", "he hit me last night", []), ("thanks", "hes coming up", [])],
        ("emergency", "emergency-999", "A silent call alone brings no help"),
    ),
    "he is not here now": (
        [("domestic_abuse", "he hit me last night", []), ("affirm", "hes not here now", [])],
        ("safeguarding", "domestic-abuse-helpline", "0808 2000 247"),
    ),
    "deaf in an emergency": (
        [("emergency", "im deaf and he wont wake up", [entity("danger", "cannot-wake")])],
        ("emergency", "emergency-999", "18000"),
    ),
    "cut wrists get no packet to keep": (
        [("emergency", "ive just cut my wrists", [entity("danger", "suicide-act")])],
        ("emergency", "emergency-999", "Tell them what you see"),
    ),
    "a mother's child is not the writer": (
        [("report", "my 14 year old is selling", [entity("other_age", "14")])],
        ("report", "crimestoppers", "101"),
    ),
    "are you the police": (
        [("privacy", "are you the police", [])],
        ("privacy", None, "not the police"),
    ),
    "stopping benzos is warned of on any route": (
        [("advice", "how do i get off diazepam safely", [entity("substance", "benzodiazepines")])],
        ("advice", "frank", "all at once"),
    ),
    "help wanted is never refused": (
        [("decline", "i need help with ket", [])],
        ("treatment", "inclusion-havant", "0300 124 0103"),
    ),
    "a bereaved mother": (
        [("family", "my son died of an overdose", [])],
        ("family", "frank", "Losing someone"),
    ),
    "somebody of 55 is not young": (
        [("treatment", "i want to stop", []), ("age_young", "im 55", [entity("own_age", "55")])],
        ("treatment", "inclusion-havant", "0300 124 0103"),
    ),
    "the police, wanted": (
        [("report", "dealing next door", []), ("someone_else", "id rather talk to police", [])],
        ("report", "police-101", "101"),
    ),
    "sent help is not promised": (
        [("report", "send someone to 4 the street", [])],
        ("report", "crimestoppers", "I cannot send help"),
    ),
    "a phone stolen on the train": (
        [("police", "she had my phone on the train", [])],
        ("police", "british-transport-police", "61016"),
    ),
    "one refused by name, the one offered beside it": (
        [("treatment", "i drink too much", []), ("refuse", "not AA", [entity("service", "alcoholics-anonymous")])],
        ("treatment", "inclusion-havant", "You could try this one"),
    ),
    "somebody to sit with": (
        [("treatment", "i want off it", []), ("refuse", "no more online, face to face", [])],
        ("treatment", "inclusion-havant", "Orion Centre"),
    ),
    "a child who wants another line": (
        [("crisis", "i want to die, im 15", [entity("own_age", "15")]), ("someone_else", "not childline", [])],
        ("crisis", "samaritans", "116 123"),
    ),
    "the law is a part of what was told": (
        [("slavery", "boss has my passport", []), ("law", "will they deport him", []), ("ask_open", "open now", [])],
        ("service_info", "modern-slavery-helpline", "Modern Slavery"),
    ),
    "social services of a grown man": (
        [("safeguarding_adult", "", []), ("service_info", "social services?", [entity("service", "hants-children")])],
        ("service_info", "hants-adults", "dult"),
    ),
    "the meetings, for a drinker": (
        [("treatment", "i drink", [entity("substance", "alcohol")]), ("what_happens", "them meetings, do i speak", [])],
        ("service_info", "alcoholics-anonymous", "Alcoholics Anonymous"),
    ),
    "another for a drinker": (
        [("treatment", "i drink", [entity("substance", "alcohol")]), ("someone_else", "anyone else", [])],
        ("treatment", "alcoholics-anonymous", "Alcoholics Anonymous"),
    ),
    "far from here": (
        [("treatment", "i want off ket", []), ("nearer", "not in havant im up in leeds", [])],
        ("service_info", "frank", "0300 123 6600"),
    ),
    "one of the law, asked about by name": (
        [("fraud", "", []),
         ("law", "", []), ("service_info", "?", [entity("service", "release")]), ("ask_open", "", [])],
        ("service_info", "release", "Release"),
    ),
    "the police, asked about by name": (
        [("slavery", "", []), ("service_info", "101?", [entity("service", "police-101")]), ("ask_cost", "free?", [])],
        ("service_info", "police-101", "101"),
    ),
}  # fmt: skip


@each_row(("turns", "expected"), CONVERSATIONS.values(), ids=CONVERSATIONS)
def test_a_turn_is_understood_with_the_one_before(turns: list, expected: tuple[str, str | None, str]) -> None:
    conversation = Conversation()
    for intent, words, entities in turns:
        messages = conversation.hear(intent, words, entities)
    route, first, words = expected
    signpost = messages[-1]["custom"]["signpost"]
    assert signpost["route"] == route
    assert signpost["services"][:1] == ([first] if first else [])
    assert words in what_is_read(messages)


@pytest.mark.parametrize(
    ("said", "pushes"),
    [
        ("his heart is going mad and hes saying hes gonna die", False),
        ("hes sat up talking but he says he cant breathe", False),
        ("my mum says he isnt breathing", True),
        ("shes not breathing", True),
    ],
)
def test_nobody_who_speaks_is_pushed_on_the_chest(said: str, pushes: bool) -> None:
    reply = Conversation().hear("emergency", said, [entity("danger", "not-breathing")])
    assert ("push down" in what_is_read(reply)) is pushes
