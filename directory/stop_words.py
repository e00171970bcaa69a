"""Words that say nothing of what somebody needs, so that no service is found by them."""

from __future__ import annotations

_SMALL = """
    a about after again all also am an and any anybody anyone are as at be because been but by
    can cant contact could couldnt did didnt do does doesnt dont find for from get give go going got
    had has have havent he hello help her hers hey hi him his how i id if ill im in into is isnt it its ive
    just know let like line lot make me more most much mum my myself need no not now of off ok on one or our out
    people person please really ring call said say see she should so some someone somebody something
    talk tell than thank thanks that thats the their them then there theres they thing things think this to today
    too up us use very want was way we well were what whats when where which who whos why will with wont would
    you your yours
"""
# What people ask about any service: these words choose none.
_ASKED_OF_ALL = """
    address close closed closes closing cost costs free hour hours near nearby nearest number numbers open opened
    opening opens phone service services shut text time times website
"""
STOP_WORDS = frozenset((_SMALL + _ASKED_OF_ALL).split())
