"""Services of other directories, read from their open data into drafts that a person confirms."""
