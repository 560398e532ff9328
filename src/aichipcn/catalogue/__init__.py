"""The embedded facts and a user's own: reading, merging, saving, importing."""
