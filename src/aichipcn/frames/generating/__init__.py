"""What a generated inventory is made of: proportions, draws, and facilities."""
