"""Amendments: a change to the catalogue as a data file, which says what it changes and why.

The file has a header `[amendment]`; a table `[[change]]` for each entry that it changes, with the keys to `set`, in the
words of the data files, or to `unset`; and whole new entries, such as `[[mandates]]`. Beside it stands the result that
is expected of it, in a file of the same name that ends in `.expected.json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from aichipcn.catalogue.catalogue import SINGULAR, Catalogue, diff
from aichipcn.catalogue.compare import Comparison, compare
from aichipcn.catalogue.entries import Entry
from aichipcn.catalogue.files import PathText, plain_data, plain_path, read_text
from aichipcn.catalogue.load import built, embedded, entries_in, in_order
from aichipcn.catalogue.save import written
from aichipcn.codes import Code
from aichipcn.errors import AichipcnError, CatalogueError, InvalidValueError, shown
from aichipcn.mandates.grammar.reader import Known, Reader
from aichipcn.mandates.vocabulary import Vocabulary
from aichipcn.model.doors import instance, listed, named, table, text, texts, truth
from aichipcn.nearest import nearest
from aichipcn.values.dates import one_day

_HEADER_KEYS = ("title", "author", "changes", "why", "on", "as-if-in-scope", "base")
_TARGETS = {singular: kind for kind, singular in SINGULAR.items()}
_CHANGE_KEYS = ("set", "unset", *_TARGETS)
_OURS = Vocabulary()


@attrs.frozen(kw_only=True)
class Header:
    """What an amendment says of itself: what it changes, in words, and why; on which dates it is to be judged.

    `base` is the fingerprint of the catalogue that it was written for, where it holds for no other.
    """

    title: str
    author: str
    changes: str
    why: str
    on: tuple[date, ...] = ()
    as_if_in_scope: bool = False
    base: str | None = None


@attrs.frozen(kw_only=True)
class Amendment:
    """An amendment: its header, the catalogue that it is of, and that catalogue with the changes made."""

    header: Header
    before: Catalogue
    catalogue: Catalogue

    @property
    def diff(self) -> tuple[str, ...]:
        """Which entries it adds and changes."""
        return diff(self.before, self.catalogue)

    def compare(self, on: date | Iterable[date] | None = None) -> Comparison:
        """Which verdicts it changes, on the dates of its header or on others.

        Raises InvalidValueError where there are none.
        """
        days = self.header.on if on is None else on
        return compare(self.before, self.catalogue, on=days, as_if_in_scope=self.header.as_if_in_scope)


def read_amendment(path: PathText, catalogue: Catalogue | None = None, vocabulary: Vocabulary = _OURS) -> Amendment:
    """Read an amendment to a catalogue, the embedded one by default, which stays as it is.

    Raises CatalogueError with every problem of the file: in the header, in what is changed, in the new entries.
    """
    base = embedded() if catalogue is None else instance(catalogue, "catalogue", Catalogue)
    plain = plain_path(path)
    file, texts = str(plain), {}
    found: list[AichipcnError] = []
    try:
        texts[file] = read_text(plain)
        data = dict(table(plain_data(texts[file], plain, found)))
    except AichipcnError as error:
        error.file = file
        raise CatalogueError([error]) from None
    reader = Reader(Known(base.sources, base.places))
    header = _header(reader, data.pop("amendment", {}), base)
    entries = list(_changed(reader, data.pop("change", []), base, file))
    found += reader.problems
    entries += _new(data, base, file, found)
    for problem in found:
        problem.file = file
    try:
        after = built(entries, found, vocabulary, base)
    except CatalogueError as error:
        raise CatalogueError(in_order(error.problems, texts, [plain])) from None
    assert header is not None
    return Amendment(header=header, before=base, catalogue=after)


def _header(reader: Reader, given: object, base: Catalogue) -> Header | None:
    data = reader.tried("amendment", lambda: table(given))
    if data is None:
        return None
    before = len(reader.problems)
    reader.keys("amendment", data, _HEADER_KEYS)
    said = {
        "title": reader.required("amendment", data, "title", text, "write a name for the amendment"),
        "author": reader.required("amendment", data, "author", text, "write who proposes it"),
        "changes": reader.required("amendment", data, "changes", text, "write what it changes, in words"),
        "why": reader.required("amendment", data, "why", text, "write the reason"),
        "on": reader.given("amendment", data, "on", _days) or (),
        "as_if_in_scope": reader.given("amendment", data, "as-if-in-scope", truth) or False,
        "base": reader.given("amendment", data, "base", lambda value: _fingerprint(value, base)),
    }
    return None if len(reader.problems) > before else Header(**said)  # type: ignore[arg-type]


def _days(value: object) -> tuple[date, ...]:
    return tuple(named(one_day, day, f"[{i}]") for i, day in enumerate(listed(value)))


def _fingerprint(value: str, base: Catalogue) -> str:
    if text(value) != base.fingerprint:
        msg = f"written for the catalogue {shown(value[:12])}, and this one is {shown(base.fingerprint[:12])}"
        raise InvalidValueError(msg, found=value)
    return value


def _changed(reader: Reader, rows: object, base: Catalogue, file: str) -> Iterator[Entry]:
    """The entries that are changed, each with its changes made, as plain data."""
    first: dict[tuple[str, str], str] = {}
    for i, row in enumerate(reader.tried("change", lambda: listed(rows)) or ()):
        path = f"change[{i}]"
        target = _target(reader, path, row, base)
        if target is None:
            continue
        kind, item = target
        earlier = first.setdefault((kind, item.slug), path)
        if earlier is not path:
            msg = f"{shown(item.slug)} is changed by {earlier} already; make all changes there"
            reader.problem(path, InvalidValueError(msg, found=item.slug, code=Code.TWICE))
            continue
        data = _patched(reader, path, row, item)
        if data is not None:
            yield Entry(kind, data, file, f"{path}.set")


def _target(reader: Reader, path: str, row: object, base: Catalogue) -> tuple[str, Any] | None:
    """The kind of what a change is of, and the entry."""
    data = reader.tried(path, lambda: table(row))
    if data is None:
        return None
    reader.keys(path, data, _CHANGE_KEYS)
    named_ = [key for key in _TARGETS if key in data]
    if len(named_) != 1:
        msg = f"a change is of exactly one entry, got {len(named_)}; write its slug, such as mandate = 'shanghai-2027'"
        reader.problem(path, InvalidValueError(msg, found=named_, allowed=_TARGETS, code=Code.NOT_ONE))
        return None
    (key,) = named_
    item = reader.referred(f"{path}.{key}", key, data[key], getattr(base, _TARGETS[key]))
    return None if item is None else (_TARGETS[key], item)


def _patched(reader: Reader, path: str, row: Mapping[str, Any], item: Any) -> dict[str, Any] | None:
    """The plain data of an entry with some keys set and others left out."""
    before = len(reader.problems)
    put = reader.given(path, row, "set", table) or {}
    out = reader.given(path, row, "unset", texts) or ()
    if "set" not in row and "unset" not in row:
        msg = "nothing is changed; write what to set, or which keys to unset"
        reader.problem(path, InvalidValueError(msg, code=Code.EMPTY))
    data = reader.tried(path, lambda: written(item)) or {}
    for key in ("slug", "code"):
        if key in put:
            msg = "the name by which others refer to it stays; add an entry of another name"
            reader.problem(f"{path}.set.{key}", InvalidValueError(msg, found=put[key]))
    for i, key in enumerate(out):
        if key not in data:
            msg = f"{shown(item.slug)} has no {shown(key)} to unset"
            error = InvalidValueError(msg, found=key, nearest=nearest(key, data, count=1), code=Code.UNKNOWN_KEY)
            reader.problem(f"{path}.unset[{i}]", error)
    if len(reader.problems) > before:
        return None
    return {key: value for key, value in {**data, **put}.items() if key not in out}


def _new(data: dict[str, Any], base: Catalogue, file: str, found: list[AichipcnError]) -> Iterator[Entry]:
    """The entries that are new; one of a slug that the catalogue has is a problem."""
    for entry in entries_in(data, file, found) if data else ():
        if entry.slug is not None and any(item.slug == entry.slug for item in getattr(base, entry.kind)):
            msg = f"{shown(entry.slug)} is in the catalogue; to change it, write [[change]] and name it there"
            error = InvalidValueError(msg, found=entry.slug, code=Code.NAME_TAKEN)
            found.append(entry.placed(error.at("slug")))
        else:
            yield entry
