"""How the pages are built. Nothing is fetched: a build needs no network."""

import re
import sys
from enum import Enum
from importlib import import_module
from inspect import Signature
from pathlib import Path
from types import GenericAlias, UnionType
from typing import Any

import attrs
from docutils.nodes import Element
from sphinx.application import Sphinx
from sphinx.ext.napoleon import NumpyDocstring

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

import accessible
import pages

from aichipcn.values.quantity import FrozenQuantity
from aichipcn.version import __version__

project = "aichipcn"
author = "the aichipcn contributors"
copyright = "2026, the aichipcn contributors"
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "catalogue", "gallery"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"aichipcn {release}"
html_static_path = ["_static"]
html_css_files = ["pages.css", "catalogue.css"]
html_js_files = ["scrolling.js"]
html_copy_source = False
html_show_search_summary = False  # a page that is opened from a folder may not fetch others
html_theme_options = {
    "navigation_with_keys": True,
    "footer_icons": [],
}

myst_heading_anchors = 3
myst_enable_extensions = ["deflist"]

add_module_names = False
autodoc_member_order = "bysource"
autodoc_default_options = {
    "members": True,
    "undoc-members": True,
    "ignore-module-all": True,
    "exclude-members": "memo,origin",
}
autodoc_typehints_format = "short"
autodoc_inherit_docstrings = False  # what pint says of `ito` is not true of ours, which refuses
maximum_signature_line_length = 88

ELSEWHERE = (
    "attrs", "collections", "datetime", "enum", "fractions", "importlib", "os", "pathlib", "types", "typing",
    "_duckdb", "altair", "duckdb", "hypothesis", "narwhals", "numpy", "pint", "pyarrow", "pytest", "rich", "typer",
)  # fmt: skip
nitpicky = True
nitpick_ignore_regex = [
    # The pages of the standard library and of what we build on are elsewhere; their inventories would be fetched.
    ("py:.*", rf"({'|'.join(ELSEWHERE)})\..*"),
    # Type variables have no entry, nor has an alias of pint's own.
    ("py:class", r"aichipcn\..*\.[A-Z]"),
    ("py:obj", r"aichipcn\..*\.[A-Z]"),
    ("py:class", r"UnitLike"),
]


# pint's own signature names types of NumPy, which need not be installed; quantities come from `quantity`.
FrozenQuantity.__signature__ = Signature()


ALIASES = {
    name
    for room in (*pages.ROOMS, "cli", "testing")
    for module in pages.modules(room)
    for name, value in vars(import_module(module)).items()
    if isinstance(value, GenericAlias | UnionType)
}


def shorten_signature(
    app: Sphinx, what: str, name: str, value: Any, options: Any, signature: str | None, returned: str | None
) -> tuple[str, str] | None:
    """Enumerations and quantities have no signature worth showing; an attrs class has the fields that must be given.

    The types of all fields are listed below it.
    """
    if what != "class":
        return None
    if issubclass(value, Enum | FrozenQuantity):
        return "", ""
    if not attrs.has(value):
        return None
    fields = [field for field in attrs.fields(value) if field.init]
    needed = [field.alias for field in fields if field.default is attrs.NOTHING]
    keyword_only = ["*"] if any(field.kw_only for field in fields) else []
    rest = ["..."] if len(needed) < len(fields) else []
    return f"({', '.join(keyword_only + needed + rest)})", ""


def read_docstring(app: Sphinx, what: str, name: str, value: Any, options: Any, lines: list[str]) -> None:
    """Docstrings mark code with single backticks, for which reStructuredText wants two, and have NumPy's sections.

    Napoleon is called here and not loaded as an extension, because it takes a colon in the docstring of a property
    for the end of a type.
    """
    if what in ("function", "method", "class", "exception"):
        lines[:] = NumpyDocstring(lines, what=what).lines()
    lines[:] = [re.sub(r"(?<!`)`([^`]+)`(?!`)", r"``\1``\\ ", line) for line in lines]


def resolve(app: Sphinx, env: Any, node: Any, contnode: Element) -> Element | None:
    """Find an annotation that names a class of ours without its module; an alias of types has no entry to link to."""
    target = node.get("reftarget", "")
    if node.get("refdomain") != "py" or "." in target:
        return None
    if target in ALIASES:
        return contnode
    python = env.get_domain("py")
    found = [
        name for name in python.objects if name.endswith(f".{target}") and python.objects[name].objtype != "module"
    ]
    if len(found) != 1:
        return None
    resolved: Element | None = python.resolve_xref(env, node["refdoc"], app.builder, "obj", found[0], node, contnode)
    return resolved


def fill(app: Sphinx, docname: str, content: list[str]) -> None:
    """Fill in the output of commands and the generated lists."""
    content[0] = pages.filled(content[0])


def setup(app: Sphinx) -> None:
    """Join the steps above to the build."""
    app.connect("autodoc-process-signature", shorten_signature)
    app.connect("autodoc-process-docstring", read_docstring)
    app.connect("missing-reference", resolve)
    app.connect("source-read", fill)
    app.connect("build-finished", accessible.mend)
