"""Sources as plain data, and every value that rests on one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aichipcn.catalogue.catalogue import SINGULAR, Catalogue
from aichipcn.export.rules import ExportRule, LicenceException, Paragraph, Review
from aichipcn.mandates.exemptions import Exemption
from aichipcn.mandates.incentives import Incentive
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.schedule import Milestone
from aichipcn.mandates.standing import StatusChange
from aichipcn.model.chips import Chip, Citation, RivalReport
from aichipcn.model.claims import PerformanceClaim
from aichipcn.model.facilities import Completion, Deployment, Facility, StatedCompute, StatedShare
from aichipcn.model.lists import CertifiedList, ListEntry
from aichipcn.model.observations import MarketObservation, PolicyEvent
from aichipcn.model.sources import Source
from aichipcn.model.transformers import Transformer
from aichipcn.model.utilisations import Utilisation
from aichipcn.model.vendors import Supply, Vendor
from aichipcn.report.rows.chips import FIGURES
from aichipcn.report.rows.compute import in_short, standing
from aichipcn.report.rows.observed import observed
from aichipcn.report.rows.plain import Plain, document, percent, source
from aichipcn.values.words import in_words

_PLURAL = {singular: kind for kind, singular in SINGULAR.items()}
WHOLE = "whole entry"


def all_sources(catalogue: Catalogue, attribution: str, *, undated: bool = False) -> Plain:
    """The document of every source, by publisher, with the attribution of licensed data; or of those without a date."""
    listed = [item for item in catalogue.sources if not (undated and item.public_by)]
    found = sorted(listed, key=lambda item: (item.publisher.lower(), str(item.published or ""), item.title))
    return document("sources", catalogue, sources=[_source(item) for item in found], attribution=attribution)


def one_source(catalogue: Catalogue, item: Source) -> Plain:
    """The document of one source, with every value that rests on it."""
    return document(
        "sources",
        catalogue,
        sources=[_source(item)],
        cited_by=[_resting(catalogue, item, *value) for value in catalogue.citing(item.slug)],
    )


def cited_sources(catalogue: Catalogue, attribution: str) -> Plain:
    """The document of every source, by publisher, each with every value that rests on it."""
    data = all_sources(catalogue, attribution)
    resting: dict[str, list[tuple[str, str, str]]] = {item["slug"]: [] for item in data["sources"]}
    for cited, kind, slug, part in catalogue.citations():
        resting[cited].append((kind, slug, part))
    for row in data["sources"]:
        item = catalogue.sources[row["slug"]]
        row["cited-by"] = [_resting(catalogue, item, *value) for value in resting[item.slug]]
    return data


def _source(item: Source) -> Plain:
    return source(item) | {
        "licence": item.licence,
        "confidence": item.confidence.value if item.confidence else None,
        "note": item.note or None,
    }


def _resting(catalogue: Catalogue, item: Source, kind: str, slug: str, part: str) -> Plain:
    """What rests on a source in a part of an entry."""
    entry = getattr(catalogue, _PLURAL[kind])[slug]
    return {
        "kind": kind,
        "entry": slug,
        "name": name_of(entry),
        "part": part,
        "values": _values(entry, part, item, catalogue),
    }


def name_of(entry: Any) -> str:
    """The name or the title of an entry; of one that has neither, what its slug says."""
    name: str = getattr(entry, "name", getattr(entry, "title", entry.slug.replace("-", " ")))
    return name


def said_of(entry: Any) -> str:
    """What an entry as a whole says, in short."""
    return _SAID[type(entry)](entry)


def _values(entry: Any, part: str, item: Source, catalogue: Catalogue) -> list[str]:
    """What a source says in a part of an entry."""
    if part == WHOLE:
        return [said_of(entry)]
    return [_part(entry, one, catalogue) for one in _at(entry, part) if item in getattr(one, "sources", ())]


def _at(entry: Any, part: str) -> list[Any]:
    """What stands in a part of an entry, such as `require.milestones`."""
    found = [entry]
    for name in part.split("."):
        inner = (getattr(value, name, None) for value in found)
        found = [one for value in inner for one in (value if isinstance(value, tuple) else (value,))]
    return found


def _part(entry: Any, value: Any, catalogue: Catalogue) -> str:
    if isinstance(value, Citation):
        return f"{value.figure}: {_figure(entry, value.figure)}"
    if isinstance(value, Supply):
        use = f" for {value.use}" if value.use else ""
        return _noted(f"supplies {catalogue.vendors[value.customer].name}{use}", value.note)
    return _SAID[type(value)](value)


def _figure(chip: Chip, name: str) -> str:
    """The value of a figure that is cited singly."""
    value = chip.value_of(name)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "not stated" if value is None else _text(value)


def _text(value: Any) -> str:
    return in_words(value) if hasattr(value, "low") else str(getattr(value, "value", value))


def _noted(text: str, note: str | None) -> str:
    return f"{text} ({note})" if note else text


def _claim(claim: PerformanceClaim) -> str:
    ratio = "no figure" if claim.ratio is None else in_words(claim.ratio)
    return (
        f"{claim.chip.name} to {claim.reference.name}: {ratio} ({claim.workload or claim.metric or claim.kind.value})"
    )


def _chip(chip: Chip) -> str:
    """The figures that all sources of the chip are given for, because it is not told which of them has which."""
    singly = {cited.figure for cited in chip.cited}
    names = [f"rates.{known.value}" for known in chip.rates]
    names += [name for name in FIGURES if chip.value_of(name) is not None]
    return ", ".join(f"{name} {_figure(chip, name)}" for name in names if name not in singly) or "no figures"


def _facility(facility: Facility) -> str:
    shares = [f"{percent(item.value)} {item.counts}" for item in facility.stated_shares]
    totals = [f"{in_words(item.value)} stated" for item in facility.stated_compute]
    return "; ".join([*standing(facility), *shares, *totals])


def _vendor(vendor: Vendor) -> str:
    roles = ", ".join(role.value for role in vendor.roles)
    listed = f"entity list since {vendor.entity_list_since}" if vendor.entity_list_since else ""
    return "; ".join(text for text in (roles, listed) if text) or "named"


def _observation(item: MarketObservation) -> str:
    when = f" in {item.period}" if item.period else ""
    forecast = ", a forecast" if item.forecast else ""
    return f"{item.metric.replace('-', ' ')} of {item.subject}: {observed(item)}{when}{forecast}"


def _required(item: Mandate) -> str:
    return item.require.describe().removesuffix(" must be").removesuffix(" may be")


def _incentive(item: Incentive) -> str:
    return f"{item.benefit}{f', since {item.since}' if item.since else ''}"


def _change(item: StatusChange) -> str:
    return _noted(f"{item.status.value}{f' since {item.since}' if item.since else ''}", item.note)


def _entry_of_list(item: ListEntry) -> str:
    firm = item.vendor.name if item.vendor else ""
    named = ", ".join(chip.name for chip in item.chips) or f"a chip of {firm}"
    return _noted(f"{named}{f', printed as {item.name}' if item.name else ''}", item.note)


def _completion(item: Completion) -> str:
    return _noted(f"{percent(item.share)} of {item.of}{f' by {item.as_of}' if item.as_of else ''}", item.note)


def _stated(item: StatedCompute) -> str:
    return _noted(f"{in_words(item.value)}{f' {item.format}' if item.format else ''}", item.note)


def _rule(item: ExportRule) -> str:
    return f"{item.instrument.value} from {item.since}{f', until {item.until}' if item.until else ''}"


def _paragraph(item: Paragraph) -> str:
    return _noted(f"{item.name}: chips {item.when.describe()}", item.note)


def _exception(item: LicenceException) -> str:
    return _noted(f"exception {item.name}{_for(item)}", item.conditions)


def _review(item: Review) -> str:
    return _noted(f"{item.policy.value.replace('-', ' ')}{_for(item)}", item.conditions)


def _for(item: LicenceException | Review) -> str:
    return f" for {', '.join(item.of)}" if item.of else ""


_SAID: dict[type[Any], Callable[[Any], str]] = {
    Chip: _chip,
    Deployment: in_short,
    Facility: _facility,
    CertifiedList: lambda item: f"{len(item.entries)} entries",
    Completion: _completion,
    ExportRule: _rule,
    Exemption: lambda item: _noted(item.describe(), item.note),
    Incentive: _incentive,
    LicenceException: _exception,
    ListEntry: _entry_of_list,
    Mandate: _required,
    Milestone: str,
    Paragraph: _paragraph,
    Review: _review,
    StatusChange: _change,
    MarketObservation: _observation,
    PerformanceClaim: _claim,
    PolicyEvent: lambda item: f"{item.status}{f', {item.on}' if item.on else ''}",
    RivalReport: lambda item: _noted(f"{item.figure}: {item.value}", item.note),
    StatedCompute: _stated,
    Transformer: lambda item: f"{item.parameters:,} parameters, {item.attention.value} attention",
    Utilisation: lambda item: f"{item.kind.name} {percent(item.value)}{f' on {item.chip.name}' if item.chip else ''}",
    StatedShare: lambda item: _noted(f"{percent(item.value)} {item.counts}", item.note),
    Vendor: _vendor,
}
