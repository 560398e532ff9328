"""The codes of errors: one short, stable id for each thing that may be wrong. Each has a page in the reference."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """What is wrong, as an id to search for. `why` says it in a line."""

    why: str

    def __new__(cls, value: str, why: str) -> Code:
        """A code of a text, with why it is told."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.why = why
        return member

    UNREADABLE = "unreadable", "a file cannot be opened, read as UTF-8 text, or written"
    UNKNOWN_FORMAT = "unknown-format", "a file is neither TOML nor JSON nor one of Epoch AI's CSV files"
    NOT_TOML = "not-toml", "a .toml file is not TOML"
    NOT_JSON = "not-json", "a .json file is not JSON"
    EMPTY = "empty", "a file, a table or a list that must hold something holds nothing"
    TOO_DEEP = "too-deep", "tables, lists or conditions stand too deep inside one another"
    TWICE = "twice", "a key, a date or a facility stands twice where it may stand once"
    UNKNOWN_KEY = "unknown-key", "a table has a key that it does not take"
    MISSING_KEY = "missing-key", "a table lacks a key that it needs"
    NOT_ONE = "not-one", "a table needs exactly one of several keys, and has none or more"
    WRONG_TYPE = "wrong-type", "a value is of a type that is not accepted here, or a text that says nothing"
    UNKNOWN_NAME = "unknown-name", "a name or a slug finds nothing"
    NAME_TAKEN = "name-taken", "a slug, a name or an alias finds something else already"
    NOT_A_SLUG = "not-a-slug", "a slug or the code of a place is not written as one"
    NO_SOURCE = "no-source", "an entry names no source"
    CONTRADICTION = "contradiction", "two facts of one entry cannot both be"
    NOT_A_FIGURE = "not-a-figure", "a figure or a number is not written as one"
    NOT_A_COUNT = "not-a-count", "a count is not a whole number of at least 1"
    NOT_A_SHARE = "not-a-share", "a share is not text such as '70%', or lies outside 0 to 100%"
    UNKNOWN_UNIT = "unknown-unit", "a unit is not known, or may be meant in two ways"
    WRONG_DIMENSION = "wrong-dimension", "a figure has no unit or that of another dimension, or two do not go together"
    WRONG_RANGE = "wrong-range", "a range ends before it starts, or its best value lies outside it"
    NOT_A_DATE = "not-a-date", "a date does not exist, is not written as one, or is not one day where it must be"
    UNKNOWN_TERM = "unknown-term", "a term is not in the closed list of its field"
    UNKNOWN_CONDITION = "unknown-condition", "a condition has a tag that there is not"
    WRONG_MEASURE = "wrong-measure", "a measure has what it does not take, or lacks what it needs"
    TOO_LARGE = "too-large", "sums over a table may grow past what every engine adds and compares exactly"
    COUNTED_TWICE = "counted-twice", "two factors include the same loss"
    NO_RATE = "no-rate", "a chip has no rate of the kind that was asked for"
    UNDECIDED = "undecided", "an unknown truth was used as if it were true or false"
    INVALID_VALUE = "invalid-value", "a value cannot be what it is given as"
    BROKEN_EXTENSION = "broken-extension", "what an installed extension publishes cannot be used"
    CHECKS_FAILED = "checks-failed", "checks of a rule of one's own failed, or too few of them were run"
    PROBLEMS = "problems", "files of a catalogue or tables of an inventory have problems, each with a code of its own"
