"""Holds every link of the built pages to what it leads to: `python docs/check_links.py HTML [--list]`.

A link within the site leads to a file that is there, and its anchor to an id in it. Nothing that a page loads comes
from another host. Links to other hosts are not followed, because a build needs no network: they are counted, and
listed with `--list`, and must be `https` or `http`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_LOADED = {
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
_FOLLOWED = {"a": ("href", "xlink:href"), "area": ("href",), "form": ("action",)}
_CSS = re.compile(r"""url\(\s*["']?([^"')]*)["']?\s*\)|@import\s+["']([^"']+)["']""")


class Link(NamedTuple):
    """An address in a file, and whether the page loads what is there or only leads to it."""

    address: str
    loaded: bool


class Page(HTMLParser):
    """The ids and the links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[Link] = []
        self._styled = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the id and the addresses of an element."""
        named = {name: value or "" for name, value in attrs}
        self.ids += [named["id"]] if "id" in named else []
        self._styled = tag == "style"
        self.links += [Link(address, loaded=True) for address in _styled(named.get("style", ""))]
        for tags, loaded in ((_LOADED, True), (_FOLLOWED, False)):
            for name in tags.get(tag, ()):
                if name in named:
                    self.links += [Link(address, loaded) for address in _addresses(name, named[name])]

    def handle_data(self, data: str) -> None:
        """Note the addresses in a style sheet within the page."""
        if self._styled:
            self.links += [Link(address, loaded=True) for address in _styled(data)]
            self._styled = False


def _addresses(name: str, value: str) -> list[str]:
    return [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]


def _styled(text: str) -> list[str]:
    return [one or other for one, other in _CSS.findall(text)]


@cache
def read(file: Path) -> Page:
    """A page, read once."""
    return Page(file.read_text("utf-8"))


def links(site: Path) -> Iterator[tuple[Path, Link]]:
    """Every link of every page and style sheet of a site."""
    for file in sorted(site.rglob("*.html")):
        yield from ((file, link) for link in read(file).links)
    for file in sorted(site.rglob("*.css")):
        yield from ((file, Link(address, loaded=True)) for address in _styled(file.read_text("utf-8")))


def elsewhere(address: str) -> bool:
    """Whether an address is that of another host."""
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme not in ("", "data")


def problems(site: Path) -> list[str]:
    """What is wrong with the links of a site, a line each; none where all lead somewhere."""
    site = site.resolve()
    told = [f"{file.relative_to(site)}: {said}" for file, link in links(site) if (said := _problem(site, file, link))]
    twice = [
        f"{file.relative_to(site)}: the id {name!r} is there more than once"
        for file in sorted(site.rglob("*.html"))
        for name in dict.fromkeys(read(file).ids)
        if read(file).ids.count(name) > 1
    ]
    return [*dict.fromkeys(told), *twice]


def _problem(site: Path, file: Path, link: Link) -> str | None:
    try:
        parts = urlsplit(link.address)
    except ValueError:
        return f"{link.address!r} is no address"
    if elsewhere(link.address):
        if link.loaded:
            return f"{link.address!r} is loaded from another host"
        web = parts.scheme in ("http", "https") and parts.netloc
        return None if web else f"{link.address!r} is neither https nor http"
    if parts.scheme == "data":
        return None
    return _missing(site, file, parts.path, unquote(parts.fragment), link.address)


def _missing(site: Path, file: Path, path: str, fragment: str, address: str) -> str | None:
    """That a file of the site is not there, or has no such id."""
    target = (file.parent / unquote(path)).resolve() if path else file
    target = target / "index.html" if target.is_dir() else target
    if not target.is_relative_to(site) or not target.is_file():
        return f"{address!r} leads to no file"
    if fragment and target.suffix == ".html" and fragment not in read(target).ids:
        return f"{address!r} leads to no id of {target.relative_to(site)}"
    return None


def main(arguments: list[str]) -> int:
    """Tell what is wrong, and what could not be looked at; 1 where anything is wrong."""
    site, *options = arguments
    folder = Path(site)
    if not list(folder.rglob("*.html")):
        print(f"no pages in {site}")
        return 1
    found = problems(folder)
    print(*found, sep="\n", end="\n" if found else "")
    others = sorted({link.address for _, link in links(folder) if elsewhere(link.address)})
    if "--list" in options:
        print(*others, sep="\n")
    print(f"{len(found)} problems; {len(others)} links to other hosts, which were not followed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
