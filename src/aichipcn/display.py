"""How a value shows itself in a notebook.

What draws stands far above, in `report`, and nothing here imports it. It is found by name once a notebook asks: the one
arrow in this package that goes up. Nothing of it is loaded before, so that no import is the slower for it.
"""

from __future__ import annotations

from importlib import import_module

_DRAWS = "aichipcn.report.html.notebook"


class Displayed:
    """A value that a notebook shows as HTML, or as lines of plain text where it shows no HTML.

    It holds nothing and changes neither equality, nor hash, nor `repr`.
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        """The value as HTML."""
        html: str = import_module(_DRAWS).html(self)
        return html

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """The value as HTML and as plain text: of two, a notebook shows the richer that it can."""
        return {"text/html": self._repr_html_(), "text/plain": import_module(_DRAWS).plain(self)}
