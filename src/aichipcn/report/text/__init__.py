"""The rows drawn for a terminal, a pipe or a picture. Nothing is worked out here."""
