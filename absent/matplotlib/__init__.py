"""Stands in for Matplotlib, which draws."""

from absence.stand_in import stand_in

stand_in(__name__)
