"""Installed extensions as plain data."""

from __future__ import annotations

from aichipcn.catalogue.brought import Brought
from aichipcn.catalogue.catalogue import KINDS, kind_of
from aichipcn.catalogue.extensions import Extension, Extensions
from aichipcn.mandates.vocabulary import part_of, tag_of
from aichipcn.report.rows.plain import Plain
from aichipcn.version import __version__


def extensions(loaded: Extensions) -> Plain:
    """The document of extensions: what each brings, and what of it is broken."""
    return {
        "format": "aichipcn.extensions/1",
        "version": __version__,
        "extensions": [_extension(item, loaded) for item in loaded.extensions],
    }


def _extension(item: Extension, loaded: Extensions) -> Plain:
    return {
        "name": item.name,
        "version": item.version,
        "brings": [_brought(each) for each in loaded.brought if each.extension == str(item)],
        "broken": [
            {"group": error.group, "name": error.name, "why": error.said}
            for error in loaded.broken
            if error.distribution == str(item)
        ],
    }


def _brought(item: Brought) -> Plain:
    kinds = [kind_of(value) for value in item.values]
    slugs = [entry.slug for entry in item.entries()]
    return {
        "group": item.published.group,
        "name": item.published.name,
        "refers-to": item.published.refers,
        "files": list(item.files),
        "values": {
            kind: [slug for own, slug in zip(kinds, slugs, strict=True) if own == kind]
            for kind in KINDS
            if kind in kinds
        },
        "tags": [{"part": part_of(cls), "tag": tag_of(cls)} for cls in item.classes],
    }
