"""Stands in for botocore, what boto3 is built on."""

from absence.stand_in import stand_in

stand_in(__name__)
