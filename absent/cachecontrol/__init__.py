"""Stands in for CacheControl, a cache of web pages."""

from absence.stand_in import stand_in

stand_in(__name__)
