"""Stands in for TensorFlow."""

from absence.stand_in import stand_in

stand_in(__name__)
