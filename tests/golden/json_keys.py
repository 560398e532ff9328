"""The keys of what `--json` prints, as json_keys.toml records them. Record: python -m tests.golden.json_keys.

A key may be added. One that disappears or changes its kind needs a format id of a new number, whose keys are recorded
beside those of the old.
"""

import os
import tempfile
from collections import defaultdict
from pathlib import Path

import tomli_w

from tests.unit.commands import data
from tests.unit.examples_of_commands import WITHOUT_JSON, each, prepare

RECORD = Path(__file__).with_name("json_keys.toml")
KINDS = {str: "text", int: "number", float: "number", bool: "truth", list: "list", dict: "object"}
MAPS = ("abbreviated", "entries", "counts")
"""Keys of objects whose own keys are names."""
NOTHING, SOMETIMES = "nothing", "not always"


def documents():
    """Each example's command and the document that it prints, in the folder that is current."""
    for words in each():
        if words[0] not in WITHOUT_JSON:
            yield words[0], data(*words)


def found(printed):
    """By format id: the commands that print it, and its keys with the kinds of their values."""
    formats = defaultdict(list)
    commands = defaultdict(dict)
    for command, document in printed:
        formats[document["format"]].append(dict(_keys(document)))
        commands[document["format"]][command] = None
    return {name: {"commands": list(commands[name]), "keys": _merged(formats[name])} for name in sorted(formats)}


def _keys(document):
    """The keys of a document, and those of the objects right below it, each with the kinds of its values."""
    for key, value in document.items():
        yield key, {kind(value)}
        below = [value] if isinstance(value, dict) and key not in MAPS else value if isinstance(value, list) else []
        objects = [item for item in below if isinstance(item, dict)]
        sign = "[]" if isinstance(value, list) else ""
        for inner in dict.fromkeys(inner for item in objects for inner in item):
            kinds = {kind(item[inner]) for item in objects if inner in item}
            yield f"{key}{sign}.{inner}", kinds | ({SOMETIMES} if any(inner not in item for item in objects) else set())


def kind(value):
    """What a value is, in the words of the record."""
    return NOTHING if value is None else KINDS[type(value)]


def _merged(several):
    """The keys of documents of one format; a key of which one lacks is not always there."""
    kinds = defaultdict(set)
    for keys in several:
        for key, values in keys.items():
            kinds[key] |= values
    for key in kinds:
        if "." not in key and any(key not in keys for keys in several):
            kinds[key].add(SOMETIMES)
    return {key: ", ".join(sorted(kinds[key], key=_order)) for key in kinds}


def _order(word):
    return word == SOMETIMES, word == NOTHING, word


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        prepare(Path(folder))
        RECORD.write_text(tomli_w.dumps(found(documents())), "utf-8")
