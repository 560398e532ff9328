"""The tables of a user in the engine that they are of: their columns, dates and distinct values."""
