"""Stands in for boto3, a client of Amazon's cloud."""

from absence.stand_in import stand_in

stand_in(__name__)
