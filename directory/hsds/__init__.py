"""The directory as HSDS 3.0 JSON, for councils and other directories."""
