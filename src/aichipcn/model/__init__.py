"""What there is: sources, places, vendors, chips, facilities, claims and observations."""
