"""The directory as open data: Open Referral UK 3.0. Nothing of a conversation comes near it."""
