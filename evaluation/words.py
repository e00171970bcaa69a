"""What the report says around its figures."""

SET_NAMES = {"dev": "development set", "test": "test set", "given": "given files"}
# Sets whose messages may be looked at while the bot is worked on.
OPEN_SETS = frozenset({"dev", "given"})

HEAD = """
# How well it understands

This page is made by `make evaluate`. Written by hand are only the reasons why an emergency was missed; they come from
`evaluation/explained.yml`.

## What was measured

The bot answered messages that it does not learn from, each as the first word of somebody new, and conversations turn by
turn. It ran whole: red flags, classifier, gate, safety net and the replies themselves. The messages were written apart
from the training messages. Each carries what a caring, expert signposter would want the first reply to do.

{sets}

{about_sets}The bot was trained on {messages} messages and turns of its own (state `{fingerprint}`).

A reply is **right** when it takes one of the accepted routes (the kind of help), names one of the services that help
here, names nothing that would be wrong, and does not name more than four. An emergency's reply must name 999 first, and
in its first 80 characters. An **emergency** is a message to which only the 999 reply is right; a message is **calm**
where 999 would be a false alarm. A few messages are neither, because both would do. The same holds for each turn of a
conversation; a conversation is right when all its turns are.

Each share has a **95 % interval**: with so few messages, chance alone could have moved the share within it. Two shares
whose intervals overlap much may well be equal. It is Wilson's for messages and whole conversations. Turns of one
conversation are not independent, so for turns 1,000 draws of whole conversations give it, with a fixed seed.

## In short
"""

ABOUT_TALKS = """
## Conversations

Turns can only be understood with what was said before them, so conversations have figures of their own. The table
counts wrong turns by the first cause that fits. An emergency counts as open until the person says that it is over; also
after good news, for it may come back.
"""

ABOUT_WORDS = """
### How replies read

Too long are replies of more than 80 words, and nobody should get the same reply twice running. Neither makes a turn
wrong here. Buttons are not counted as words.
"""

ABOUT_ABLATIONS = """
### What each part is worth

The same conversations, answered by the bot with one part taken out.

- **Without context in the understanding**: each message is understood like a first one. The replies still know what
  came before.
- **Without memory in the replies**: variants, substances, ages and what was said already, with the choices in it, are
  forgotten after each turn.
- **Without the states of an emergency**: it goes on, whatever news of it comes, until words of another need end it.
"""

ABOUT_PENS = """
## How far two pens agree

A second pen labelled the same messages and conversations. The bot is measured by the first. Where
the two differ, no reply is right for both, so no figure can be trusted beyond these shares.
"""

ABOUT_COMPARISON = """
## Beside other ways of reading

The same single messages, read in other ways. What is compared is the **route alone**, and whether an emergency is seen.
Services are not compared, because the others only name an intent. Each intent is counted as the route that the bot
gives to it in a first message. So the bot stands here twice: by its real replies, which also look at the words, and by
its intents, like the others.

- **Rasa's stock pipeline** is what `rasa init` gives, with its DIET classifier. {diet}
- **n-grams without an encoder** is this bot's pipeline with words and pieces of words alone.
- **The red flags alone** are the sure rules without any classifier; they only know emergencies.

The stock pipeline and the n-grams learn from the messages of `data/nlu` alone: they could not use the conversations
from which the bot learns too. All but the stock pipeline end in the bot's own gate, with its thresholds as they are set
for the bot. The last two columns count messages where only one of the two has the route right: the wider apart, the
surer the difference.
"""

ABOUT_SETS = """\
The **development set** was looked at while the bot was made: its thresholds and its encoder were chosen on it, so its
figures flatter the bot. Nothing is tuned on the **test set**. Where the two differ, believe the test set.

"""

DIET_LEFT_OUT = "It was left out of this run."
DIET_EPOCHS = "It was trained for {epochs} epochs; `rasa init` has 100."
DIET_FEWER = (
    " Fewer were used here because of the time: this page is made on two cores, where each epoch over all messages is "
    "slow; its row says the minutes. With all 100 it may well do better, so its row is no verdict on what DIET can do."
)

NONE = "None."
NOT_EXPLAINED = "**not explained yet**"
ALL_EXPLAINED = "Each is explained in the last column."
SOME_EXPLAINED = "{without} of {all} are not explained yet."

ABOUT_CURVE = """
## Missed emergencies against false alarms

The gate calls it an emergency when the classifier's probability reaches `alone` (set to {alone}), `hinted` (set to
{hinted}) where a rule hints, or `quietened` (set to {quietened})
where every sign is denied, past, supposed or told. That is for first messages, which are all that is counted here. The
lower `alone` is, the fewer emergencies are missed and the more calm messages get the 999 reply. The curve moves `alone`
from 0 to 1 and leaves the rest as it is. The second curve is the classifier by itself, without any rule. Bands and bars
are 95 % intervals. Lower and further left is better. This counts the gate's decisions; a reply can still fail for
another reason.
"""

ABOUT_RELIABILITY = """
## Do the probabilities mean what they say?

The classifier gives probabilities, of a need, a question and an act. If they could be taken at their word, the dots
would lie on the line: of all that it calls 80 % likely, 80 % would be so. Dots above the line mean that it is too
careful, below that it is too sure. The number beside a dot is how many messages it stands for. The **expected
calibration error** is the mean distance from the line. The first intent is what would be answered first without the red
flags. Messages are labelled with routes, so it counts as right when it leads to an accepted route. The bot's thresholds
were set by measuring, and do not take the probabilities at their word.
"""

END = """
## What these figures do not show

- **They are not real messages.** They were written apart from the training messages, for measuring. How often real
  people write what, nobody knows; so no figure here is a promise for a town.
- **They are few.** One message in a row of ten is ten per cent. Look at the intervals.
- **The labels are an opinion.** No clinician has reviewed them. For some messages another answer would be as good.
- **A right reply is not yet help.** Whether somebody understands it, trusts it, or calls is not measured.
- **Every failure counts the same.** A question sent to the wrong desk and an overdose sent to a helpline are one
  failure each. The emergencies have their own figures for that reason.
- **The conversations were written beforehand.** Nobody in them answers what the bot said, as people would.
- **Whether a number is still right** is not measured here; `make directory` says how old it is.
- **The hour matters a little.** A reply may depend on who is open when it is made.
- **What happens when parts fail** is not measured here, but tested.

## To measure again

`make evaluate`. The first time takes as long as training the stock pipeline does; what was trained is kept in
`.build/evaluation/`. `python -m evaluation --help` tells how to measure less, or other messages. Every failure, with
its cause, the red flag, the likeliest meanings and the gate's word, is then in `.build/evaluation/failures.jsonl`. Of
the development set the words stand there too, with the nearest training messages. A missed emergency without a reason
wants a row in `evaluation/explained.yml`.
"""
