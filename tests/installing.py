"""Distributions as an installer leaves them: their files, and the metadata that says what they publish."""

import sys
import tomllib
from contextlib import contextmanager
from importlib import invalidate_caches
from importlib.metadata import distributions
from pathlib import Path
from textwrap import dedent
from unittest.mock import patch

from aichipcn.catalogue import extensions


def install(site: Path, name: str, points: dict[str, dict[str, str]], files: dict[str, str], version="1.0") -> None:
    """Put a distribution into a folder of the search path; `points` are references by group and name."""
    for path, text in files.items():
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dedent(text), "utf-8")
    info = site / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", "utf-8")
    lines = []
    for group, own in points.items():
        lines += [f"[{group}]", *(f"{key} = {value}" for key, value in own.items())]
    (info / "entry_points.txt").write_text("\n".join(lines), "utf-8")


def install_project(site: Path, project: Path) -> None:
    """Put what a project says of itself into a folder of the search path, as `pip install` would its wheel."""
    about = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]
    source = project / "src"
    files = {
        file.relative_to(source).as_posix(): file.read_text("utf-8")
        for file in sorted(source.rglob("*"))
        if file.suffix in (".py", ".toml", ".json")
    }
    install(site, about["name"], about["entry-points"], files, about["version"])


@contextmanager
def on_the_path(site: Path):
    """A folder is on the search path, and what is imported from it is forgotten afterwards.

    Only what is installed in such folders is found, whatever else is installed where the tests run.
    """
    site.mkdir(exist_ok=True)
    sys.path.insert(0, str(site))
    invalidate_caches()
    seen = [str(site), *getattr(extensions.distributions, "sites", ())]
    try:
        with patch.object(extensions, "distributions", _within(seen)):
            yield site
    finally:
        sys.path.remove(str(site))
        for name, module in tuple(sys.modules.items()):
            if any(str(place).startswith(str(site)) for place in _places(module)):
                del sys.modules[name]


def _within(sites: list[str]):
    def within():
        return distributions(path=sites)

    within.sites = sites
    return within


def _places(module: object) -> list[str]:
    return [getattr(module, "__file__", None) or "", *getattr(module, "__path__", ())]
