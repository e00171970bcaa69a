"""Stands in for aiogram, a client of Telegram's."""

from absence.stand_in import stand_in

stand_in(__name__)
