"""Stands in for fbmessenger, a client of Facebook's."""

from absence.stand_in import stand_in

stand_in(__name__)
