"""What there is: sources, places, vendors, chips, language models, facilities, claims and observations."""
