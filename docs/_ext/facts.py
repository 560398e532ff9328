"""What the pages of the catalogue say of each entry: facts, each with its sources, read from the plain data.

Nothing is worked out here, and nothing here needs Sphinx. `catalogue` draws it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeAlias

import aichipcn as acn
from aichipcn.catalogue.catalogue import SINGULAR
from aichipcn.catalogue.load import attribution
from aichipcn.report.rows import chips, cited, entries, observed, required, rules, transformers
from aichipcn.report.rows.plain import Plain

KIND_OF = {singular: kind for kind, singular in SINGULAR.items()}
UNKNOWN = "not known"


class Link(NamedTuple):
    """Another entry, by its kind and slug, under a name."""

    kind: str
    slug: str
    name: str


Said: TypeAlias = str | Link


class Rival(NamedTuple):
    """What another report says of the same."""

    said: str
    sources: tuple[Plain, ...]


class Fact(NamedTuple):
    """A line of an entry: what it is of, what is said, what others say, and where each is from."""

    label: str
    said: tuple[Said, ...]
    sources: tuple[Plain, ...] = ()
    rivals: tuple[Rival, ...] = ()


class Entry(NamedTuple):
    """An entry of the catalogue: its facts, and the sources that are given for it as a whole."""

    slug: str
    name: str
    facts: tuple[Fact, ...]
    sources: tuple[Plain, ...] = ()
    address: str | None = None
    copy: str | None = None

    @property
    def cited(self) -> tuple[Plain, ...]:
        """Every source of it, each once, in their order."""
        found = [*self.sources]
        for fact in self.facts:
            found += [*fact.sources, *(source for rival in fact.rivals for source in rival.sources)]
        return tuple({source["slug"]: source for source in found}.values())


@lru_cache(maxsize=1)
def catalogue() -> acn.Catalogue:
    """The embedded catalogue."""
    return acn.load_catalogue()


@cache
def entries_of(page: str) -> tuple[Entry, ...]:
    """The entries of a page: by name, sources by publisher."""
    kind, wanted = PAGES[page]
    facts = _KINDS[kind][1]
    made = (_entry(kind, row, facts(row)) for row in plain(kind) if wanted(row))
    return tuple(made) if kind == "sources" else tuple(sorted(made, key=lambda entry: entry.name.casefold()))


def _entry(kind: str, row: Plain, facts: Iterable[Fact | None]) -> Entry:
    told = [*_also(row), *facts, _line("confidence", row["confidence"]), _line("note", row["note"])]
    kept = tuple(fact for fact in told if fact is not None)
    own = tuple(row.get("sources", ()))
    return Entry(row["slug"], _NAMED.get(kind, _name)(row), kept, own, row.get("url"), row.get("read-at"))


def _name(row: Plain) -> str:
    return str(row.get("name") or row.get("title") or row["slug"])


def _named_claim(row: Plain) -> str:
    said = row["ratio"]["text"] if row["ratio"] else "no figure"
    return f"{row['chip']['name']} to {row['reference']['name']}: {said} ({row['workload'] or 'workload not stated'})"


def _named_observation(row: Plain) -> str:
    return f"{_words(row['metric']).capitalize()}, {_days(row['period']) or 'period not stated'}: {row['text']}"


def _named_utilisation(row: Plain) -> str:
    of = row["transformer"] or row["workload"] or _words(row["slug"])
    on = f" on {row['chip']['name']}" if row["chip"] else ""
    return f"{of}{on}: {row['short']} ({_words(row['kind'])})"


_NAMED: dict[str, Callable[[Plain], str]] = {
    "claims": _named_claim,
    "observations": _named_observation,
    "utilisations": _named_utilisation,
}


# -- parts of lines


def _line(label: str, said: object, sources: Iterable[Plain] = ()) -> Fact | None:
    """A fact; none where nothing is said."""
    return Fact(label, (str(said),), tuple(sources)) if said not in (None, "", []) else None


def _known(label: str, said: object) -> Fact:
    """A fact that is looked for: unknown is said to be so."""
    return Fact(label, (UNKNOWN if said in (None, "", []) else str(said),))


def _also(row: Plain) -> Iterator[Fact | None]:
    yield _line("also", ", ".join(row.get("aliases", ())))


def _place(row: Plain, label: str = "place") -> Fact:
    return _known(label, row["place"] and row["place"]["text"])


def _link(kind: str, name: str) -> Link:
    """An entry by its slug or its name."""
    found = getattr(catalogue(), kind)[name]
    return Link(kind, found.slug, _name({"slug": found.slug, "name": getattr(found, "name", None)}))


def _linked(label: str, kind: str, names: Iterable[str | None]) -> Fact | None:
    """Entries side by side; none where there are none."""
    links = [_link(kind, name) for name in names if name]
    return Fact(label, tuple(_joined(links))) if links else None


def _joined(links: Iterable[Said]) -> Iterator[Said]:
    for position, link in enumerate(links):
        yield from (", ", link) if position else (link,)


def _noted(text: str, *notes: object) -> str:
    """A text with what is told beside it in brackets."""
    said = "; ".join(str(note) for note in notes if note)
    return f"{text} ({said})" if said else text


def _days(span: str | None) -> str | None:
    """A date, or the days between which one lies."""
    return span and span.replace("..", " to ")


def _words(term: str) -> str:
    return term.replace("-", " ")


# -- the facts of each kind


def _chip(row: Plain) -> Iterator[Fact | None]:
    yield _line("kind", row["kind"])
    for role in ("designer", "supplier"):
        yield _linked(role, "vendors", [row[role] and row[role]["slug"]]) or _known(role, None)
    if not row["foundries"]:
        made = row["foundry-place"]
        yield _known("foundry", made and f"not named, in {made['name']}")
    yield from map(_figure, row["figures"])
    yield _line("rates listed", row["rates-listed"])
    if row["kind"] == "memory":
        yield _worked("bandwidth density", row["memory-bandwidth-density"])
        return
    yield _worked("TPP", row["tpp"], row["tpp"] and f"from its {row['tpp-format']} rate")
    yield _worked("performance density", row["performance-density"])


def _figure(row: Plain) -> Fact:
    value = row["value"]["text"] if row["value"] else "left open"
    rivals = tuple(
        Rival(_noted(str(rival["value"]), rival["note"]), tuple(rival["sources"])) for rival in row["conflicts"]
    )
    return Fact(row["label"], (_noted(value, row["doubt"], row["note"]),), tuple(row["sources"]), rivals)


def _worked(label: str, figure: Plain | None, note: str | None = None) -> Fact:
    return _known(f"{label}, worked out", figure and _noted(figure["text"], note))


def _vendor(row: Plain) -> Iterator[Fact | None]:
    yield _place(row)
    yield _linked("belongs to", "vendors", [row["parent"]])
    yield _line("roles", ", ".join(row["roles"]))
    yield _line("entity list since", _days(row["entity-list-since"]))
    for supply in row["supplies"]:
        use = _noted(f" for {supply['use']}" if supply["use"] else "", supply["note"])
        yield Fact("supplies", (_link("vendors", supply["customer"]), use), tuple(supply["sources"]))


def _facility(row: Plain) -> Iterator[Fact | None]:
    yield _place(row)
    yield _known("kind", row["kind"])
    yield _line("extent", row["extent"])
    yield _linked("operator", "vendors", [row["operator"]]) or _known("operator", None)
    yield _line("status", row["status"])
    yield _known("commissioned", _days(row["commissioned"]))
    yield _line("ownership", row["ownership"])
    yield _line("used for", ", ".join(row["uses"]))
    yield _line("programmes", ", ".join(row["programmes"]))
    yield _line("funding", ", ".join(row["funding"]))
    yield _line("inventory", row["inventory"])
    if not row["deployments"]:
        yield Fact("chips", ("not stated",))
    yield from map(_deployment, row["deployments"])
    for share in row["stated-shares"]:
        told = f"{share['text']} {share['counts']}, of {_words(share['of'])}"
        yield _line("stated share", _noted(told, share["note"]), share["sources"])
    for total in row["stated-compute"]:
        told = _noted(total["value"]["text"], total["format"], total["as-of"], total["note"])
        yield _line("stated compute", told, total["sources"])


def _deployment(row: Plain) -> Fact:
    """Chips of one kind: the name of the chip is a link to it."""
    in_format = f" in {row['format']}" if row["format"] else ""
    compute = row["compute"] and f"{row['compute']['text']} stated{in_format}"
    installed = row["installed"] and f"installed {row['installed']}"
    retired = row["retired"] and f"retired {row['retired']}"
    more = _noted("", compute, installed, retired, row["note"])
    said: tuple[Said, ...] = (row["text"], more)
    if row["chip"]:
        link = _link("chips", row["chip"])
        before, found, after = row["text"].partition(link.name)
        said = (before, link, f"{after}{more}") if found else (f"{row['text']}{more}, ", link)
    return Fact("chips", said, tuple(row["sources"]))


def _history(row: Plain) -> Iterator[Fact | None]:
    for step in row["history"]:
        since = f" since {step['since']}" if step["since"] else ""
        told = _noted(f"{_words(step['status'])}{since}", step["wording"], step["verified"], step["note"])
        yield _line("history", told, step["sources"])


def _mandate(row: Plain) -> Iterator[Fact | None]:
    yield _known("issuer", row["issuer"])
    yield _place(row)
    yield _known("legal force", row["legal-force"])
    yield _line("level", row["level"])
    yield _line("status", _words(row["status"]))
    yield _line("wording", row["wording"])
    yield _line("requires", row["schedule"])
    for reading in row["readings"]:
        yield _line(f"reading {reading['name']}", _noted(reading["sentence"], reading["note"]))
        for step in reading["milestones"]:
            told = _noted(step["text"], step["status"], step["verified"], step["wording"])
            yield _line(f"milestone of {reading['name']}", told, step["sources"])
    for exemption in row["exemptions"]:
        yield _line("exempt", _noted(exemption["text"], exemption["note"]), exemption["sources"])
    yield from _history(row)
    yield _line("verified", row["verified"])
    yield _line("expires", row["expires"])
    yield _linked("supersedes", "mandates", row["supersedes"])


def _incentive(row: Plain) -> Iterator[Fact | None]:
    yield _line("kind", _words(row["kind"]))
    yield _line("benefit", row["benefit"])
    yield _known("issuer", row["issuer"])
    yield _place(row)
    yield _known("legal force", row["legal-force"])
    yield _line("since", row["since"])
    yield _line("until", row["until"])
    yield _line("scope", row["scope"])
    yield _line("what counts", row["qualifies"])
    yield _line("status", _words(row["status"]))
    yield _line("wording", row["wording"])
    yield _line("verified", row["verified"])


def _list(row: Plain) -> Iterator[Fact | None]:
    yield _known("issuer", row["issuer"])
    yield _line("verified", row["verified"])
    for item in row["entries"]:
        named = [_link("chips", name) for name in item["chips"]]
        links: list[Said] = [*_joined(named)] if named else ["a chip of ", _link("vendors", item["vendor"])]
        printed = item["name"] and f"printed as {item['name']}"
        since, until = (item[end] and f"{end} {item[end]}" for end in ("since", "until"))
        yield Fact("on it", (*links, _noted("", printed, since, until, item["note"])), tuple(item["sources"]))


def _claim(row: Plain) -> Iterator[Fact | None]:
    yield _linked("chip", "chips", [row["chip"]["slug"]])
    yield _linked("reference", "chips", [row["reference"]["slug"]])
    yield Fact("ratio", (row["ratio"]["text"] if row["ratio"] else "no figure",), tuple(row["sources"]))
    yield _known("workload", row["workload"])
    yield _line("kind", row["kind"])
    yield _line("outcome", row["outcome"])
    yield _line("metric", row["metric"])
    yield _line("reading", row["reading"])
    yield _line("published", _days(row["published"]))


def _observation(row: Plain) -> Iterator[Fact | None]:
    yield _line("of", row["subject"])
    yield _line("value", row["text"], row["sources"])
    yield _known("period", _days(row["period"]))
    yield _line("forecast", "yes, published before its period ended" if row["forecast"] else "no")
    yield _line("condition", row["condition"])
    yield _line("published", _days(row["published"]))
    yield _linked("vendors", "vendors", [vendor["slug"] for vendor in row["vendors"]])


def _event(row: Plain) -> Iterator[Fact | None]:
    yield _line("kind", _words(row["kind"]))
    yield _known("on", _days(row["on"]))
    yield _place(row)
    yield _line("status", row["status"])
    yield _linked("chips", "chips", row["chips"])


def _rule(row: Plain) -> Iterator[Fact | None]:
    yield _known("issuer", row["issuer"])
    yield _place(row)
    yield _line("instrument", _words(row["instrument"]))
    until = f" until {row['until']}" if row["until"] else ""
    yield _line("in force", f"from {row['since']}{until}")
    yield _line("status", _words(row["status"]))
    yield _linked("supersedes", "rules", row["supersedes"])
    yield _linked("superseded by", "rules", row["superseded-by"])
    yield _line("binds", row["binds"])
    yield _line("destinations", row["destinations"])
    yield _line("exempt", row["exempt"])
    for part in row["paragraphs"]:
        computers = part["computers"] and f"computers with it: {part['computers']}"
        told = _noted(f"chips {part['catches']}", part["group"], computers, part["confidence"], part["note"])
        yield _line(part["paragraph"], told, part["sources"])
    for part in row["exceptions"]:
        yield _line("licence exception", _on_terms(part["name"], part), part["sources"])
    for part in row["reviews"]:
        yield _line("review", _on_terms(_words(part["policy"]), part), part["sources"])
    yield from _history(row)
    yield _line("wording", row["wording"])
    yield _line("verified", row["verified"])


def _on_terms(name: str, part: Plain) -> str:
    items = f" for {', '.join(part['of'])}" if part["of"] else ""
    return _noted(f"{name}{items}", part["when"], part["conditions"], part["note"])


def _utilisation(row: Plain) -> Iterator[Fact | None]:
    yield Fact("value", (row["short"],), tuple(row["sources"]))
    yield _line("kind", _words(row["kind"]))
    yield _known("includes", ", ".join(row["includes"]))
    yield _linked("chip", "chips", [row["chip"] and row["chip"]["slug"]]) or _known("chip", None)
    yield _known("chips", row["count"] and f"{row['count']:,}")
    yield _line("phase", row["phase"])
    yield _linked("language model", "transformers", [row["transformer"]])
    yield _line("workload", row["workload"])
    yield _line("number format", row["number-format"])
    yield _line("peak", row["peak"] and row["peak"]["text"])
    yield _line("stack", row["stack"])
    yield _line("published", _days(row["published"]))


_TRANSFORMER = (
    "parameters",
    "active",
    "layers",
    "hidden",
    "heads",
    "kv-heads",
    "cached",
    "experts",
    "active-experts",
    "vocabulary",
    "context",
)


def _transformer(row: Plain) -> Iterator[Fact | None]:
    yield _known("developer", row["developer"])
    yield _line("attention", row["attention"])
    for key in _TRANSFORMER:
        value = row[key]
        yield _line(_words(key), f"{value:,}" if isinstance(value, int) else value)
    yield _line("embeddings", row["tied-embeddings"] and "tied")
    yield _known("released", _days(row["released"]))


def _source(row: Plain) -> Iterator[Fact | None]:
    yield _line("publisher", row["publisher"])
    yield _known("published", _days(row["published"]))
    yield _line("licence", row["licence"])
    for value in row["cited-by"]:
        link = Link(KIND_OF[value["kind"]], value["entry"], value["name"])
        part = "" if value["part"] == cited.WHOLE else f", {_words(value['part'])}"
        yield Fact(f"{value['kind']} on it", (link, f"{part}: {'; '.join(value['values'])}"))
    if not row["cited-by"]:
        yield Fact("on it", ("nothing",))


_Documents: TypeAlias = Callable[[], Plain]
_Facts: TypeAlias = Callable[[Plain], Iterator[Fact | None]]


def _documents(make: Callable[..., Plain], kind: str) -> _Documents:
    return lambda: make(catalogue(), getattr(catalogue(), kind))


_KINDS: dict[str, tuple[_Documents, _Facts]] = {
    "chips": (_documents(chips.chips, "chips"), _chip),
    "vendors": (_documents(entries.vendors, "vendors"), _vendor),
    "facilities": (_documents(entries.facilities, "facilities"), _facility),
    "mandates": (_documents(required.mandates, "mandates"), _mandate),
    "incentives": (_documents(required.incentives, "incentives"), _incentive),
    "lists": (_documents(required.lists, "lists"), _list),
    "claims": (_documents(observed.claims, "claims"), _claim),
    "observations": (_documents(observed.observations, "observations"), _observation),
    "events": (_documents(observed.events, "events"), _event),
    "rules": (lambda: rules.timeline(catalogue()), _rule),
    "utilisations": (_documents(transformers.utilisations, "utilisations"), _utilisation),
    "transformers": (_documents(transformers.transformers, "transformers"), _transformer),
    "sources": (lambda: cited.cited_sources(catalogue(), attribution()), _source),
}
KINDS: tuple[str, ...] = tuple(_KINDS)


def _chinese(row: Plain) -> bool:
    place = row["designer"] and row["designer"]["place"]
    return bool(place) and place["code"].split("-")[0] == "CN"


def _early(row: Plain) -> bool:
    return str(row["publisher"]).casefold() < "i"


def _all(row: Plain) -> bool:
    return True


PAGES: dict[str, tuple[str, Callable[[Plain], bool]]] = {
    "chips-china": ("chips", _chinese),
    "chips-abroad": ("chips", lambda row: not _chinese(row)),
    **{kind: (kind, _all) for kind in KINDS if kind not in ("chips", "sources")},
    "sources-a-h": ("sources", _early),
    "sources-i-z": ("sources", lambda row: not _early(row)),
}
"""The pages, each with the kind of its entries and which of them it has: what is long is on two."""


@cache
def plain(kind: str) -> list[dict[str, Any]]:
    """The plain data that the entries of a kind are drawn from."""
    return list(_KINDS[kind][0]()[kind])
