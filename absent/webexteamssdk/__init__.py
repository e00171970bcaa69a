"""Stands in for webexteamssdk, a client of Webex's."""

from absence.stand_in import stand_in

stand_in(__name__)
