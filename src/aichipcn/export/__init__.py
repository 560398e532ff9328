"""What may be bought: export rules by the day on which they bind, and what they say of a chip."""
