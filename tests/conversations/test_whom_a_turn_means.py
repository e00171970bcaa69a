"""Whom a turn means, once a need is open: the one that was named before, that takes texts, or that the words name."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversing import Conversation, entity
from tests.rows import each_row
from tests.running import text as what_is_read

pytestmark = pytest.mark.usefixtures("actions_directory")

Heard = tuple[Any, ...]
CRACK: Heard = ("treatment", "i want to stop crack", [])
ON_GEAR: Heard = ("advice", "is it true you can go over easy", [])
BOY: Heard = ("family", "my boy is on ket", [entity("other_age", "16")])
TAKEN_OVER: Heard = ("safeguarding_adult", "some lads have moved into my flat", [])
SPIKED: Heard = ("spiked", "my drink was spiked last week", [])
DAD: Heard = ("family", "my dad is on coke", [])
DEALING: Heard = ("report", "they deal next door", [])
ABUSED: Heard = ("domestic_abuse", "my boyfriend hits me", [])
NEEDLES: Heard = ("council", "theres needles by the swings", [])
# What was said before; how this turn was understood and what it says; its route, who stands first, and a part of it.
TURNS: dict[str, tuple[list[Heard], Heard, tuple[str, str, str]]] = {
    "the door, behind a line": (
        [CRACK, ON_GEAR],
        ("ask_where", "wheres it at"),
        ("service_info", "inclusion-havant", "Orion"),
    ),
    "a line alone has no door": (
        [ON_GEAR],
        ("ask_where", "wheres it at"),
        ("service_info", "frank", "could not confirm"),
    ),
    "one that is named, near the writer": (
        [CRACK],
        ("nearer", "is there na near me", []),
        ("service_info", "narcotics-anonymous", "ukna.org"),
    ),
    "one that is not named, nearer": (
        [CRACK],
        ("nearer", "anything nearer"),
        ("service_info", "frank", "nothing nearer"),
    ),
    "no groups": (
        [CRACK],
        ("someone_else", "is there anything thats not groups"),
        ("service_info", "inclusion-havant", "talking help"),
    ),
    "anything else": (
        [CRACK],
        ("someone_else", "is there anything else"),
        ("treatment", "narcotics-anonymous", "try this one"),
    ),
    "somebody for a son, after a question on health": (
        [BOY, ("health", "hes always needing a wee", [])],
        ("someone_else", "is there anyone he could go and see"),
        ("treatment", "frank", "young people"),
    ),
    "somebody for the writer, after a question on health": (
        [("health", "im always needing a wee", [])],
        ("someone_else", "is there anyone he could go and see"),
        ("advice", "inclusion-havant", "try this one"),
    ),
    "what is done in a home that was taken over": (
        [TAKEN_OVER],
        ("report", "they sell out of it"),
        ("safeguarding", "police-101", "just as you told me"),
    ),
    "what is done in another home": (
        [DAD],
        ("report", "they sell out of next door"),
        ("report", "crimestoppers", "not the police"),
    ),
    "a threat without a partner": (
        [TAKEN_OVER],
        ("domestic_abuse", "he says he knows where my nan lives"),
        ("safeguarding", "police-101", "The police"),
    ),
    "a threat of a partner": (
        [TAKEN_OVER],
        ("domestic_abuse", "one is my ex and he knows where my nan lives"),
        ("safeguarding", "domestic-abuse-helpline", "not to blame"),
    ),
    "a mother who is afraid": (
        [DAD],
        ("safeguarding_child", "mum is scared to ask him for money"),
        ("safeguarding", "domestic-abuse-helpline", "not to blame"),
    ),
    "children who are afraid": (
        [DAD],
        ("safeguarding_child", "mum is scared of him and so are the kids"),
        ("safeguarding", "hants-children", "children's services"),
    ),
    "the police, after a spiked drink": (
        [SPIKED],
        ("report", "how do i tell the police about it"),
        ("advice", "police-101", "twelve hours"),
    ),
    "the police, of a dealer": (
        [SPIKED],
        ("report", "i know who sells it"),
        ("report", "crimestoppers", "not the police"),
    ),
    "tears, after a spiked drink": (
        [SPIKED],
        ("vent", "i keep crying about it"),
        ("advice", "samaritans", "carry it alone"),
    ),
    "one of two, as a guess": (
        [("slavery", "men sleep in the car wash", [])],
        ("service_info", "is it police i ring"),
        ("service_info", "modern-slavery-helpline", "first"),
    ),
    "texts, at a station": (
        [("report", "they deal on the platform at the station", [])],
        ("cant_talk", "can i text that in"),
        ("report", "british-transport-police", "61016"),
    ),
    "texts, where nobody takes them": (
        [DEALING],
        ("cant_talk", "can i text that in"),
        ("report", "crimestoppers", "With the internet"),
    ),
    "not free of the bill by being free": (
        [ABUSED],
        ("ask_cost", "does it show up on the bill"),
        ("service_info", "domestic-abuse-helpline", "I do not know that"),
    ),
    "children taken to a safe place": (
        [ABUSED],
        ("ask_where", "could i take the kids somewhere"),
        ("safeguarding", "domestic-abuse-helpline", "a refuge"),
    ),
    "hands on needles": (
        [NEEDLES],
        ("council", "can i pick them up myself"),
        ("council", "havant-council", "Do not touch"),
    ),
    "who picks needles up": (
        [NEEDLES],
        ("council", "who picks them up"),
        ("council", "havant-council", "Havant Borough Council"),
    ),
    "a look at who deals": (
        [DEALING],
        ("report", "should i go round and have a look"),
        ("report", "crimestoppers", "Stay away"),
    ),
    "a call about who deals": (
        [DEALING],
        ("report", "should i ring from there"),
        ("report", "crimestoppers", "0800 555 111"),
    ),
    "who will not go": ([DAD], ("nlu_fallback", "he wont go anywhere himself"), ("family", "frank", "FRANK")),
    "no door but that of elsewhere": (
        [("treatment", "im in pompey and on heroin", [entity("place", "portsmouth")])],
        ("service_info", "so not the havant one", [entity("place", "havant", start=11)]),
        ("service_info", "frank", "Portsmouth"),
    ),
    "not the police": (
        [("safeguarding_child", "they make me carry stuff", [entity("own_age", "16")])],
        ("someone_else", "who can i tell that isnt police"),
        ("safeguarding", "childline", "try this one"),
    ),
    "the police after all": (
        [("safeguarding_child", "they make me carry stuff", [entity("own_age", "16")])],
        ("someone_else", "id rather tell the police"),
        ("safeguarding", "police-101", "try this one"),
    ),
    "her children": ([DAD], ("family", "anything for her kids"), ("family", "frank", "FRANK")),
    "her herself": ([DAD], ("family", "is there anyone for her"), ("treatment", "inclusion-havant", "cut down")),
    "whom a boy talks to of the law": (
        [("law", "my boy got caught with weed", [entity("other_age", "15")])],
        ("service_info", "who can he talk to"),
        ("treatment", "frank", "young people"),
    ),
    "whom a man talks to of the law": (
        [("law", "my husband got caught with weed", [])],
        ("service_info", "who can he talk to"),
        ("advice", "release", "Release"),
    ),
    "who listens, after a spiked drink": (
        [SPIKED],
        ("someone_else", "is there someone who just listens"),
        ("advice", "samaritans", "carry it alone"),
    ),
    "what it is called": (
        [("family", "my mum drinks", [])],
        ("service_info", "whats it called"),
        ("service_info", "al-anon", "Al-Anon"),
    ),
    "two by their names": (
        [],
        (
            "service_info",
            "how do adfam and drugfam differ, whats the difference",
            [entity("service", "adfam"), entity("service", "drugfam")],
        ),
        ("service_info", "frank", "friends and partners"),
    ),
    "own use, half heard within abuse": (
        [ABUSED],
        ("treatment", "ive started again since", [], 0.34),
        ("treatment", "inclusion-havant", "cut down"),
    ),
    "another need, half heard within abuse": (
        [ABUSED],
        ("treatment", "i need a break", [], 0.34),
        ("safeguarding", "domestic-abuse-helpline", "Domestic Abuse"),
    ),
    "hooked": ([], ("advice", "i got hooked on pregabalin"), ("treatment", "inclusion-havant", "cut down")),
    "whether one gets hooked": ([], ("advice", "can you get hooked on pregabalin"), ("advice", "frank", "drug facts")),
    "in withdrawal": (
        [("decline", "where can i score", [])],
        ("vent", "come on mate im clucking"),
        ("treatment", "inclusion-havant", "cut down"),
    ),
    "a moan": ([("decline", "where can i score", [])], ("vent", "come on mate"), ("advice", "frank", "FRANK")),
    "a neighbour's fear": (
        [("safeguarding_adult", "lads stay in my neighbours flat", [])],
        ("safeguarding_adult", "she told me shes scared to say no"),
        ("safeguarding", "police-101", "just as you told me"),
    ),
    "the writer's fear": (
        [("safeguarding_adult", "lads stay in a flat", [])],
        ("safeguarding_adult", "they told me to hold it and im scared"),
        ("safeguarding", "police-101", "You are not to blame"),
    ),
    "a small child, within abuse": (
        [ABUSED],
        ("safeguarding_child", "ive got a 3 year old"),
        ("safeguarding", "domestic-abuse-helpline", "Domestic Abuse"),
    ),
    "a child who is hit, within abuse": (
        [ABUSED],
        ("safeguarding_child", "ive got a 3 year old and he hits her"),
        ("safeguarding", "hants-children", "children's services"),
    ),
    "a place with a child": (
        [ABUSED],
        ("what_happens", "could they find me somewhere with her"),
        ("safeguarding", "domestic-abuse-helpline", "a refuge"),
    ),
    "grief": (
        [("treatment", "im drinking a lot", [entity("substance", "alcohol")])],
        ("family", "could i see someone about the grief"),
        ("family", "frank", "Losing someone"),
    ),
    "texts, of one spoken of earlier": (
        [
            ("safeguarding_child", "they make me carry stuff", [entity("own_age", "13")]),
            ("ask_anonymous", "will they tell my mum", []),
        ],
        ("cant_talk", "can i text them"),
        ("safeguarding", "safecall", "116 000"),
    ),
    "who tells nobody": (
        [CRACK],
        ("ask_anonymous", "who can i speak to that wont tell them"),
        ("privacy", "frank", "confidential"),
    ),
    "who it is told": (
        [CRACK],
        ("ask_anonymous", "will they tell probation"),
        ("privacy", "inclusion-havant", "whom they tell"),
    ),
    "meetings for another drug": (
        [("service_info", "what is narcotics anonymous", [entity("service", "narcotics-anonymous")])],
        ("treatment", "is there one for coke", [entity("substance", "cocaine")]),
        ("treatment", "cocaine-anonymous", "try this one"),
    ),
    "help for another drug": (
        [CRACK],
        ("treatment", "is there one for coke", [entity("substance", "cocaine")]),
        ("treatment", "inclusion-havant", "Inclusion"),
    ),
    "a name with anonymous in it": (
        [],
        ("service_info", "what is narcotics anonymous", [entity("service", "narcotics-anonymous")]),
        ("service_info", "narcotics-anonymous", "ukna.org"),
    ),
    "a test for what is worried about": (
        [("health", "i used to inject, worried about hep c", [])],
        ("spiked", "where do i get tested", [], 0.67),
        ("advice", "nhs-111", "NHS"),
    ),
    "who is not sure to stop": (
        [CRACK],
        ("crisis", "not sure i want to stop"),
        ("treatment", "inclusion-havant", "Inclusion"),
    ),
    "who is not sure to live": ([CRACK], ("crisis", "not sure i want to live"), ("crisis", "samaritans", "Samaritans")),
    "who sees him": ([DAD], ("service_info", "who can see him"), ("treatment", "inclusion-havant", "cut down")),
    "who deals with it": (
        [CRACK],
        ("report", "who deals with that round here"),
        ("treatment", "inclusion-havant", "Inclusion"),
    ),
    "who deals": ([CRACK], ("report", "i know who deals round here"), ("report", "crimestoppers", "not the police")),
    "a scratch by a needle": (
        [("treatment", "somewhere to drop off used pins", [])],
        ("crisis", "flatmate scratched herself on one"),
        ("advice", "nhs-111", "NHS"),
    ),
    "a scratch by a needle, and despair": (
        [("treatment", "somewhere to drop off used pins", [])],
        ("crisis", "flatmate scratched herself on one to kill herself"),
        ("crisis", "samaritans", "Samaritans"),
    ),
    "a scratch by nothing": (
        [CRACK],
        ("crisis", "flatmate scratched herself on one arm on purpose"),
        ("crisis", "samaritans", "Samaritans"),
    ),
    "own use, told within abuse": (
        [ABUSED],
        ("domestic_abuse", "im using again since he came back"),
        ("treatment", "inclusion-havant", "cut down"),
    ),
    "fear, told within abuse": (
        [ABUSED],
        ("domestic_abuse", "im using again as hes so violent"),
        ("safeguarding", "domestic-abuse-helpline", "Domestic Abuse"),
    ),
    "whether anyone is told what came of it": (
        [TAKEN_OVER],
        ("ask_anonymous", "will anyone let me know what they did"),
        ("safeguarding", "police-101", "I do not know that"),
    ),
    "worse for her, of forced work": (
        [("slavery", "men sleep in the car wash", [])],
        ("advice", "could it make it worse for her"),
        ("slavery", "modern-slavery-helpline", "Slavery"),
    ),
    "worse for her, of a drug": (
        [("slavery", "men sleep in the car wash", [])],
        ("advice", "could weed make it worse for her", [entity("substance", "cannabis")]),
        ("advice", "frank", "drug facts"),
    ),
    "help for men, within abuse": (
        [ABUSED],
        ("family", "is there help for blokes"),
        ("safeguarding", "domestic-abuse-helpline", "Domestic Abuse"),
    ),
    "help for a son, within abuse": ([ABUSED], ("family", "is there help for my son"), ("family", "frank", "FRANK")),
    "no evidence": ([DEALING], ("refuse", "dont fancy giving evidence"), ("privacy", "crimestoppers", "name")),
    "where he goes": (
        [DAD],
        ("domestic_abuse", "where does he go if i make him"),
        ("treatment", "inclusion-havant", "cut down"),
    ),
    "what he does": (
        [DAD],
        ("domestic_abuse", "he forces me, where does he go"),
        ("safeguarding", "domestic-abuse-helpline", "not to blame"),
    ),
    "for the writer too": (
        [DAD, ("someone_else", "where does he go for help", [])],
        ("treatment", "and me im knackered with it"),
        ("family", "frank", "FRANK"),
    ),
    "a birthday of the dead": (
        [],
        ("family", "today would have been my sons birthday. overdose"),
        ("family", "frank", "Losing someone"),
    ),
    "a birthday": ([], ("family", "its my sons birthday and hes high"), ("family", "frank", "for yourself too")),
    "a mate who uses": (
        [],
        ("advice", "got your number off a poster, its about my mate on heroin", [entity("substance", "heroin")]),
        ("family", "frank", "for yourself too"),
    ),
    "what a mate takes": (
        [],
        ("advice", "my mate on heroin, what does it do to him", [entity("substance", "heroin")]),
        ("advice", "frank", "drug facts"),
    ),
    "whom he would ring": (
        [CRACK],
        ("ask_anonymous", "if he came round to it who would he ring"),
        ("privacy", "inclusion-havant", "Inclusion"),
    ),
    "the police, within abuse": (
        [ABUSED],
        ("someone_else", "what about the police then"),
        ("safeguarding", "police-101", "try this one"),
    ),
    "a place for her and the boys": (
        [ABUSED],
        ("family", "is there a place for me and 2 boys"),
        ("safeguarding", "domestic-abuse-helpline", "a refuge"),
    ),
    "which of them takes texts": (
        [
            ("safeguarding_child", "they make me carry stuff", [entity("own_age", "13")]),
            ("law", "am i gonna get nicked", []),
        ],
        ("cant_talk", "which ones can u text"),
        ("safeguarding", "safecall", "116 000"),
    ),
    "the door here, for somebody elsewhere": (
        [("treatment", "im at uni in pompey on ket", [entity("place", "portsmouth")])],
        ("service_info", "havant place any good to me"),
        ("service_info", "frank", "Portsmouth"),
    ),
    "whether they have kits": (
        [CRACK],
        ("what_happens", "do they do that nalaxone stuff aswell"),
        ("treatment", "inclusion-havant", "Naloxone"),
    ),
    "whether they have rooms": (
        [CRACK],
        ("what_happens", "do they do that one to one stuff aswell"),
        ("service_info", "inclusion-havant", "I do not know that"),
    ),
    "tears, after a question on the law": (
        [SPIKED, ("law", "will i get done for having a line", [])],
        ("vent", "i keep crying about it"),
        ("advice", "samaritans", "carry it alone"),
    ),
    "tears over the law": (
        [("law", "will i get done for having a line", [])],
        ("vent", "i keep crying about it"),
        ("advice", "release", "Release"),
    ),
}


@each_row("name", TURNS)
def test_it_is_they_who_are_named(name: str) -> None:
    before, meant, (route, service, part) = TURNS[name]
    talk = Conversation()
    for earlier in before:
        talk.hear(*earlier)
    words, sure = meant[:3], meant[3:]
    reply = talk.hear(*words, confidence=sure[0] if sure else 0.2 if meant[0] == "vent" else 0.5)
    signpost = reply[-1]["custom"]["signpost"]
    assert (signpost["route"], signpost["services"][:1], part in what_is_read(reply)) == (route, [service], True)


@each_row(("words", "route"), [("what if he comes back another day", "police"), ("what if it comes back", "family")])
def test_who_did_violence_and_may_come_again_is_for_the_police(words: str, route: str) -> None:
    talk = Conversation()
    talk.hear("emergency", "a man with a knife is at my door", [entity("danger", "attacked")])
    talk.hear("update_over", "police have took him away")
    assert talk.hear("family", words)[-1]["custom"]["signpost"]["route"] == route


def test_who_is_there_at_this_hour_is_said_where_nobody_knew_when_it_is_open() -> None:
    talk = Conversation()
    talk.hear("treatment", "i want to stop crack")
    talk.hear("ask_open", "can i go today")
    assert "This one is there day and night" in what_is_read(talk.hear("ask_open", "is there anyone tonight"))


@each_row(
    ("words", "part"),
    [
        ("shes sat up talking but slurry", "Do not wait"),
        ("shes sat up talking and drinking tea", "if anything changes"),
    ],
)
def test_who_is_awake_and_slurs_is_no_good_news(words: str, part: str) -> None:
    talk = Conversation()
    talk.hear("emergency", "my wife has took a load of her tablets", [entity("danger", "swallowed")])
    reply = talk.hear("update_better", words)
    assert reply[-1]["custom"]["signpost"]["route"] == "emergency"
    assert part in what_is_read(reply)
