"""Is it met: exact shares, verdicts, and why."""
