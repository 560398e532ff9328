"""For people to look at: rows worked out from verdicts, and tables drawn from the rows."""
