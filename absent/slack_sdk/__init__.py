"""Stands in for slack-sdk, a client of Slack's."""

from absence.stand_in import stand_in

stand_in(__name__)
