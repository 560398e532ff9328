"""For people to look at: rows worked out from verdicts, and text drawn from the rows.

`rows` gives plain data, the same for a table and for `--json`; `text` draws it and works out nothing.
"""
