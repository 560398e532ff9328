"""Verdicts in columns: what is asked of which class of facilities, summed, and compared."""
