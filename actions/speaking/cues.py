"""Words that decide between two wordings of one route. They never decide the route: that is the understanding's."""

from __future__ import annotations

import re

NALOXONE = re.compile(r"\b(?:naloxone|narcan|nyxoid|prenoxad|nose spray|nasal spray)\b", re.I)
OVERDOSE_SIGNS = re.compile(
    r"\b(?:sign|signs|symptoms?|look|looks|spot|tell|recognise)\b.*\b(?:overdos\w*|od|o\.d)\b"
    r"|\b(?:overdos\w*|od|o\.d)\b.*\b(?:sign|signs|symptoms?|look|looks|spot|recognise)\b",
    re.I | re.S,
)
NEEDLES = re.compile(r"\b(?:needles?|works|pins|sharps|syringes?|citric|barrels?)\b", re.I)
STOPPING = re.compile(
    r"\b(?:stop\w*|quit\w*|detox\w*|withdraw\w*|cold turkey|come off|coming off|rattl\w*|clucking)\b", re.I
)
GROUPS = re.compile(r"\b(?:groups?|meetings?|others? like me|others? going through)\b", re.I)
RAILWAY = re.compile(r"\b(?:trains?|station|platform|railway|carriage)\b", re.I)
CABLES = re.compile(r"\b(?:cables?|wires?|wiring|meter|electrics?|electricity|sparks?)\b", re.I)
ASSAULT = re.compile(r"\b(?:assault\w*|rape\w*|touched|groped|attacked me|undressed|forced me)\b", re.I)
CALL_GOING_ON = re.compile(
    r"\b(?:on the (?:phone|line)|ring(?:ing)? (?:me )?back|call(?:ing)? (?:me )?back|keeps? ringing|at (?:the|my) door|"
    r"right now|in \d+ min\w*|do i (?:pay|do it|give|send))\b",
    re.I,
)
EXPLOITED = re.compile(
    r"\b(?:county|lines?|runs?|running|phones?|trainers|dealers?|older|missing|gangs?|packages?|carry|carrying|sell\w*|"
    r"debt|owes?|ot|cunch|trap\w*|go(?:ing|es)? country|lift|cars?|groom\w*|boyfriend)\b",
    re.I,
)
CHILDREN = re.compile(
    r"\b(?:baby|toddler|kids?|kiddies|children|child|little (?:ones?|boys?|girls?)|"
    r"grand(?:son|daughter|kids|children|child))\b",
    re.I,
)
WRITER_USED = re.compile(
    r"\b(?:my (?:flat|home|house|place|gaff|spare room|card|keys|door|pip|benefits?|sofa)|i (?:owe|have to|gotta)|"
    r"me (?:to|do)|"
    r"made me|makes me|making me|told me|they got me|i'?m (?:scared|trapped|stuck))\b",
    re.I,
)
POLICE = re.compile(r"\b(?:police|feds|old bill|cops?|101)\b", re.I)
TROUBLE = re.compile(
    r"\b(?:police|feds|old bill|cops?|trouble|arrest\w*|nicked|records?|999|ambulance|grass\w*|snitch\w*|get done)\b",
    re.I,
)
SHARED_SCREEN = re.compile(
    r"\b(?:computers?|library|browser|history|laptop|tablet|shared|pc|screen|wiped?|delete\w*)\b", re.I
)
DEAF = re.compile(
    r"\b(?:deaf|hard of hearing|hearing (?:aid|loss|impaired)|bsl|sign language|textphone|relay uk|text 999)\b", re.I
)
TEST = re.compile(r"\b(?:tests?|tested|swabs?|urine|wee|samples?|screen\w*|hair strand)\b", re.I)
# Somebody who gives an address, asks for help to be sent, or believes that this is the police.
SEND_HELP = re.compile(
    r"\b(?:send (?:some\w*|help|an?|the|police|round)|come (?:round|over|quick\w*|here|and get)|can (?:you|u) come|"
    r"my address is|(?:you|u) (?:guys )?(?:need|have) to come|get (?:someone|police|an ambulance) (?:to|here)|"
    r"have (?:you|u) (?:told|reported|passed|logged)|did (?:you|u) (?:tell|report|pass)|want to report it to you)\b",
    re.I,
)
