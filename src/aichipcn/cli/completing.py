"""What a shell offers for a value: names that the catalogue knows, with files of one's own, and words of a list.

A file that cannot be read adds nothing to it: a shell that completes is no place for an error.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Any, TypeAlias

from typer import Context

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.catalogue.extensions import load_extensions
from aichipcn.catalogue.load import load_catalogue
from aichipcn.errors import AichipcnError

Offer: TypeAlias = tuple[str, str]
"""A value, and what it stands for."""
Completer: TypeAlias = Callable[[Context, str], list[Offer]]


def entries(*kinds: str) -> Completer:
    """Entries of some kinds, by slug, and by those of their names that are one word."""
    return _offering(lambda ctx: (offer for kind in kinds for offer in _named(getattr(_known(ctx), kind))))


def words(values: Iterable[str | Enum]) -> Completer:
    """The words of a list that does not depend on the catalogue."""
    offers = [(str(item.value if isinstance(item, Enum) else item), "") for item in values]
    return _offering(lambda ctx: offers)


def _offering(offers: Callable[[Context], Iterable[Offer]]) -> Completer:
    """What begins as the word that is typed, in any case, and goes on from what is typed: shells ask for no less."""

    def completer(ctx: Context, incomplete: str) -> list[Offer]:
        begun, size = incomplete.casefold(), len(incomplete)
        fitting = ((value, told) for value, told in offers(ctx) if value.casefold().startswith(begun))
        return [(incomplete + value[size:], told) for value, told in fitting]

    return completer


def _named(found: Iterable[Any]) -> Iterator[Offer]:
    """Each entry under its slug, then under what else it is called in one word."""
    items = list(found)
    for item in items:
        yield item.slug, said(item)
    for item in items:
        for name in (said(item), *getattr(item, "aliases", ())):
            if name != item.slug and len(name.split()) == 1:
                yield name, item.slug


def said(item: Any) -> str:
    """What an entry is called: its name or its title."""
    return str(getattr(item, "name", None) or getattr(item, "title", ""))


def _known(ctx: Context) -> Catalogue:
    """The catalogue with the files and extensions that stand on the line; without them where one cannot be read."""
    files = [*(ctx.params.get("file") or ()), *(ctx.params.get("files") or ())]
    names = list(ctx.params.get("extensions") or ())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_catalogue(*files, extensions="all" in names or names or False)
    except AichipcnError:
        return load_catalogue()


def _places(ctx: Context) -> Iterator[Offer]:
    known = list(_known(ctx).places)
    yield from ((item.code, item.name) for item in known)
    yield from ((item.name, item.code) for item in known if len(item.name.split()) == 1)


def _readings(ctx: Context) -> Iterator[Offer]:
    """The readings of the mandates that stand on the line; of all where none does."""
    known = _known(ctx).mandates
    asked = ctx.params.get("mandate") or ()
    names = (
        [asked] if isinstance(asked, str) else [*asked, *ctx.args]
    )  # of an option without a value all words are left
    chosen = [known[name] for name in names if name in known] or known
    return ((name, "") for name in dict.fromkeys(item.name for one in chosen for item in one.readings))


def _workloads(ctx: Context) -> Iterator[Offer]:
    phases = ("decode", "prefill", "training")
    return ((f"{phase}:{item.slug}", item.name) for phase in phases for item in _known(ctx).transformers)


def _claimed(ctx: Context) -> Iterator[Offer]:
    return ((name, "") for name in sorted({claim.workload for claim in _known(ctx).claims if claim.workload}))


def _extensions(ctx: Context) -> Iterator[Offer]:
    return ((item.name, item.version) for item in load_extensions().extensions)


def _of_the_command(ctx: Context) -> Iterable[Offer]:
    """The entries that a command shows one of: it is named after their kind."""
    return _extensions(ctx) if ctx.info_name == "extensions" else _named(getattr(_known(ctx), str(ctx.info_name)))


one_of_them = _offering(_of_the_command)
places = _offering(_places)
readings = _offering(_readings)
workloads = _offering(_workloads)
claimed = _offering(_claimed)
installed = _offering(lambda ctx: (*_extensions(ctx), ("all", "every one")))
chips, facilities, mandates, vendors = entries("chips"), entries("facilities"), entries("mandates"), entries("vendors")
buyers, utilisations = entries("facilities", "vendors"), entries("utilisations")
