"""How the pages are built."""

project = "aichipcn"
copyright = "2026, the aichipcn contributors"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
html_theme = "furo"
exclude_patterns = ["_build"]
suppress_warnings = ["misc.highlighting_failure"]
