"""Stands in for PyMongo, a client of MongoDB's."""

from absence.stand_in import stand_in

stand_in(__name__)
