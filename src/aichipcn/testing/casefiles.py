"""Worked cases in files: facilities in, the verdict out, and where that is known from.

A file holds `[[cases]]`, each with a `name`, a `mandate`, a day `on`, `facilities` (slugs of the catalogue, or tables
of one's own), what is to be `expect`ed, and `sources` of the catalogue or a `source` in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from aichipcn.catalogue.catalogue import KINDS, Catalogue
from aichipcn.catalogue.codec import Codec, problems
from aichipcn.catalogue.files import ENDINGS, PathText, plain_data, plain_path, read_text
from aichipcn.catalogue.links import REFERRED
from aichipcn.catalogue.load import load_catalogue
from aichipcn.compliance.assess import assess
from aichipcn.errors import (
    AichipcnError,
    CatalogueError,
    InvalidTypeError,
    InvalidValueError,
    joined,
    shown,
    unknown_key,
)
from aichipcn.mandates.grammar import Known
from aichipcn.mandates.grammar.reader import Reader
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.doors import listed, slug, table, text, truth
from aichipcn.model.facilities import Facility, Fleet
from aichipcn.model.sources import Source
from aichipcn.testing.expectations import Expectations, read_expectations
from aichipcn.testing.report import Outcome, Report, Result
from aichipcn.values.dates import one_day

CASE_KEYS = (
    "name", "mandate", "reading", "on", "facilities", "as-if-in-scope", "expect", "sources", "source", "note",
)  # fmt: skip


@attrs.frozen(kw_only=True)
class WorkedCase:
    """A subject under a mandate on a day, and what the verdict is expected to be."""

    name: str
    mandate: Mandate
    reading: str | None
    on: date
    subject: Facility | Fleet
    as_if_in_scope: bool
    expect: Expectations
    sources: tuple[Source, ...] = ()
    source: str = ""
    note: str = ""

    def outcome(self) -> Outcome:
        """What comes of it: where it fails, each expectation with what was found."""
        why = self.note or f"{self.mandate.slug} on {self.on}"
        verdict = assess(
            self.subject, self.mandate, on=self.on, reading=self.reading, as_if_in_scope=self.as_if_in_scope
        )
        unlike = list(self.expect.unlike(verdict))
        return Outcome(self.name, why, Result.FAILED if unlike else Result.PASSED, "; ".join(unlike))


def run_cases(path: PathText, catalogue: Catalogue | None = None) -> Report:
    """Run the cases of a file, or of all files of a folder, on the embedded catalogue or another.

    A report without a single case is not green.
    Raises CatalogueError with everything that is wrong with the files.
    """
    outcomes = tuple(case.outcome() for case in read_cases(path, catalogue))
    return Report(subject=f"cases of {Path(path).name}", outcomes=outcomes, minimum=1)


def read_cases(path: PathText, catalogue: Catalogue | None = None) -> tuple[WorkedCase, ...]:
    """The cases of a file, or of all files of a folder.

    Raises CatalogueError with everything that is wrong with the files.
    """
    known = load_catalogue() if catalogue is None else catalogue
    found: list[AichipcnError] = []
    read: dict[str, WorkedCase] = {}
    for file in _files(plain_path(path)):
        for position, row in _rows(file, found):
            reader = _CaseReader(known)
            case = reader.case(row)
            for error in reader.reader.problems:
                found.append(_placed(error.at(f"cases[{position}]"), file))
            if case is not None and read.setdefault(case.name, case) is not case:
                msg = f"{shown(case.name)} names another case already"
                found.append(_placed(InvalidValueError(msg, found=case.name).at(f"cases[{position}].name"), file))
    if found:
        raise CatalogueError(found)
    return tuple(read.values())


def _files(path: Path) -> list[Path]:
    """A file, or those of a folder that are TOML or JSON, in order of their names."""
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.iterdir() if file.suffix.lower() in ENDINGS and file.suffix.lower() != ".csv")


def _rows(file: Path, found: list[AichipcnError]) -> Iterator[tuple[int, Any]]:
    """The tables of a file under `cases`, of which it holds nothing else."""
    try:
        own: list[AichipcnError] = []
        data = table(plain_data(read_text(file), file, own))
        found += [_placed(error, file) for error in own]
        found += [_placed(unknown_key(key, ("cases",)), file) for key in data if key != "cases"]
        yield from enumerate(listed(data.get("cases", ())))
    except AichipcnError as error:
        found.append(_placed(error, file))


def _placed(error: AichipcnError, file: Path) -> AichipcnError:
    error.file = str(file)
    return error


class _CaseReader:
    """Reads one case against a catalogue, with all that is wrong with it in `reader.problems`."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.reader = Reader(Known(sources=catalogue.sources, places=catalogue.places))

    def case(self, row: object) -> WorkedCase | None:
        """The case, or None where it has a problem."""
        reader = self.reader
        data = reader.tried("", lambda: table(row))
        if data is None:
            return None
        reader.keys("", data, CASE_KEYS)
        mandate = reader.required("", data, "mandate", self._mandate, "write the slug of one of the catalogue")
        fields: dict[str, Any] = {
            "name": reader.required("", data, "name", slug, "write one such as 'lingang-2027'"),
            "on": reader.required("", data, "on", one_day, "write the day that is judged"),
            "mandate": mandate,
            "reading": self._reading(mandate, data),
            "subject": self._subject(data),
            "as_if_in_scope": bool(reader.given("", data, "as-if-in-scope", truth)),
            "expect": read_expectations(reader, data),
            "sources": reader.sources("", data),
            "source": reader.given("", data, "source", text) or "",
            "note": reader.given("", data, "note", text) or "",
        }
        if not data.get("sources") and not fields["source"]:
            msg = "no source is named; give 'sources' of the catalogue, or a 'source' in words"
            reader.problem("", InvalidValueError(msg))
        return None if reader.problems else WorkedCase(**fields)

    def _mandate(self, name: Any) -> Mandate:
        return self.catalogue.mandates[name]

    def _reading(self, mandate: Mandate | None, data: Mapping[str, Any]) -> str | None:
        if mandate is None:
            return None
        reading = self.reader.given("", data, "reading", mandate.reading)
        return reading.name if reading else None

    def _subject(self, data: Mapping[str, Any]) -> Facility | Fleet | None:
        hint = "write the slugs of some of the catalogue, or [[cases.facilities]]"
        rows = self.reader.required("", data, "facilities", listed, hint)
        if rows is not None and not rows:
            self.reader.problem("facilities", InvalidValueError(f"at least one is needed; {hint}"))
        found = [self._facility(f"facilities[{i}]", row) for i, row in enumerate(rows or ())]
        whole = [facility for facility in found if facility is not None]
        if len(whole) == 1:
            return whole[0]
        return self.reader.tried("", lambda: Fleet(slug="together", name="Together", facilities=whole))

    def _facility(self, path: str, row: Any) -> Facility | None:
        if isinstance(row, str):
            return self.reader.tried(path, lambda: self.catalogue.facilities[row])
        if not isinstance(row, Mapping):
            msg = f"a slug or a table is needed, got {shown(row)}"
            self.reader.problem(path, InvalidTypeError(msg, found=row))
            return None
        held = {cls: {item.slug: item for item in self._collection(cls)} for cls in REFERRED}
        try:
            facility: Facility = Codec(found=held).read(Facility, row)
        except (AichipcnError, ExceptionGroup) as error:
            self.reader.problems += [_under(path, inner) for inner in problems(error)]
            return None
        return facility

    def _collection(self, cls: type[Any]) -> Any:
        """What the catalogue holds of a class."""
        return getattr(self.catalogue, next(kind for kind, held in KINDS.items() if held is cls))


def _under(path: str, error: AichipcnError) -> AichipcnError:
    error.path = joined(path, error.path)
    return error
