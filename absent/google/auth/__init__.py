"""Stands in for google-auth, which checks Google's tokens."""

from absence.stand_in import stand_in

stand_in(__name__)
