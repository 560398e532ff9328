"""The second clock of the command: `--known-by`, what a reader of a day had."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from aichipcn.catalogue.catalogue import SINGULAR, Catalogue
from aichipcn.cli.options import day
from aichipcn.errors import InvalidValueError
from aichipcn.report.rows.plain import Plain


@attrs.frozen
class View:
    """A catalogue as it was known by a day, beside the whole of it; all that is known without a day."""

    whole: Catalogue
    known: Catalogue
    by: date | None = None

    @classmethod
    def of(cls, catalogue: Catalogue, text: str | None) -> View:
        """The view of the day of `--known-by`. Raises InvalidValueError for what is no day."""
        if text is None:
            return cls(catalogue, catalogue)
        by = day(text, "--known-by")
        return cls(catalogue, catalogue.known_by(by), by)

    def find(self, kind: str, name: str) -> Any:
        """An entry of a kind by slug, name or alias.

        Raises UnknownNameError where there is none, InvalidValueError where it was not known by the day.
        """
        item = getattr(self.whole, kind)[name]
        known = getattr(self.known, kind).get(item.slug)
        if known is None:
            lacks = next(
                out
                for out in self.whole.left_out(self.by or date.max)
                if out.entry == item.slug and out.kind == SINGULAR[kind]
            )
            why = ", ".join(f"{source.slug} {source.public_by or 'without a date'}" for source in lacks.sources)
            msg = f"not known by {self.by}: {SINGULAR[kind]} {item.slug}{f' (its sources: {why})' if why else ''}"
            raise InvalidValueError(msg, found=name)
        return known

    def noted(self, data: Plain) -> Plain:
        """A document that says by which day it was known, and how many sources were public by then."""
        if self.by is None:
            return data
        undated = sum(source.public_by is None for source in self.whole.sources)
        counted = {"sources": len(self.known.sources), "of": len(self.whole.sources), "undated": undated}
        return data | {"known-by": {"on": self.by.isoformat(), **counted}}
