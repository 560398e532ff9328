"""What changes verdicts, what nobody has verified of late, and what is coded of a place, as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from aichipcn.catalogue.amendments import Amendment
from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.catalogue.compare import Comparison
from aichipcn.catalogue.coverage import Coded, Coverage
from aichipcn.catalogue.stale import Unverified
from aichipcn.mandates.incentives import Incentive
from aichipcn.report.rows.plain import Plain, document, place, sources, text_of


def compared(amendment: Amendment, comparison: Comparison) -> Plain:
    """The document of a comparison, with what the amendment says of itself and which entries it changes."""
    header = amendment.header
    said = {"title": header.title, "author": header.author, "changes": header.changes, "why": header.why}
    whole = comparison.to_dict() | {"fingerprint": comparison.before}
    return whole | {"amendment": said, "entries": list(amendment.diff)}


def held(catalogue: Catalogue, amendment: Path, differences: Iterable[str]) -> Plain:
    """The document of an amendment that was held against what is expected of it."""
    return document("expected", catalogue, amendment=str(amendment), differences=list(differences))


def stored(catalogue: Catalogue, amendment: Path, expected: Path) -> Plain:
    """The document of what is expected of an amendment, once it is stored."""
    return document("stored", catalogue, amendment=str(amendment), expected=str(expected))


def unverified(catalogue: Catalogue, on: str, found: tuple[Unverified, ...]) -> Plain:
    """The document of what nobody has verified in the year before a day."""
    return document("stale", catalogue, on=on, values=[_unverified(item) for item in found])


def covered(found: Coverage) -> Plain:
    """What is coded of a place, by where it is for."""
    groups = {"own": found.own, "wider": found.wider, "inside": found.inside, "unplaced": found.unplaced}
    return {
        "place": place(found.place),
        **{name: [_coded(item) for item in coded] for name, coded in groups.items()},
        "sentences": list(found.sentences),
    }


def _unverified(item: Unverified) -> Plain:
    return {
        "kind": item.kind,
        "entry": item.entry,
        "part": item.part,
        "text": item.text,
        "verified": text_of(item.verified),
        "sources": sources(item.sources),
    }


def _coded(item: Coded) -> Plain:
    return {
        "kind": "incentive" if isinstance(item, Incentive) else "mandate",
        "slug": item.slug,
        "title": item.title,
        "place": place(item.place),
        "status": item.status.value,
    }
