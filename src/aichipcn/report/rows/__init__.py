"""What the command says, as plain data under versioned format ids.

Every document is a table with `format` (`aichipcn.report/1`, and so on by command), the `version` of the library and
the `fingerprint` of the catalogue. Within them, everywhere:

- a number is `{"exact": "17/20", "float": 0.85}`, or null where it is unbounded or not known;
- a figure is `{"low", "high", "best", "unit", "text"}` of such numbers in one root unit, and in words;
- a share is `{"low", "high", "text"}`;
- a place is `{"code", "name", "text"}`, a source `{"slug", "publisher", "published", "title", "url", "read-at"}`;
- a date is ISO 8601, as precise as it is known; what is not known is null.
"""
